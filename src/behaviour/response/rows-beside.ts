import type { Entity } from '../../design/entity.js'
import type { RelatedField } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { entityNamed } from '../entity-of.js'
import { nounOf, singular, snakeCase, wordsOf } from '../naming.js'
import { builtEach, built, unbuilt, type Built } from '../steps/guard.js'
import { relatedField } from './related-field.js'
import type { ViewOf } from './view-of.js'

/** `with its visits`, `with all of its visits`, `including their notes`. */
const BESIDE =
  /\b(?:with|including|along with|together with) (?:all )?(?:of )?(?:its|their|his|her) ([a-z][\w-]{2,40}(?: [a-z][\w-]{2,40})?)/g

/**
 * The rows that a read shows beside its own, where nothing but its words tells of them: `Returns a pet with its visits`.
 *
 * @returns no field where its words name no rows; a reason where they name rows that do not refer to those it shows
 */
export function rowsBeside(
  candidate: Candidate,
  entity: Entity,
  viewOf: ViewOf,
): Built<readonly RelatedField[]> {
  const { draft, operation, text } = candidate
  if (operation.method !== 'GET') return built([])
  const told = [...text.matchAll(BESIDE)].flatMap(([, phrase = '']) => {
    const words = wordsOf(phrase)
    // `its lab visits and notes` begins with the longest name that is one.
    for (const name of [words.slice(0, 2).join('_'), words[0] ?? '']) {
      const child = singular(name) === name ? null : entityNamed(draft.entities, name)
      if (child !== null && child !== entity && nounOf(child.name) === nounOf(name))
        return [{ name: snakeCase(name), child }]
    }
    return []
  })
  const once = [...new Map(told.map((one) => [one.name, one])).values()]
  return builtEach(once, ({ name, child }) => {
    const shape = { kind: 'array', items: { kind: 'reference', name: child.name } } as const
    const field = relatedField(draft, entity, { name, shape, required: true, nullable: false }, viewOf)
    return field ?? unbuilt(`which ${name} belong to a ${entity.name} is told by no column`)
  })
}
