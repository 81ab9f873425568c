import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { keyOf, singular, snakeCase } from '../naming.js'
import { derived } from '../origins.js'
import { referenceParts } from '../../design/reference-parts.js'

/** `gardener` for the table `gardeners`, the entity `Gardener` and the like. */
export function tableKey(name: string): string {
  return keyOf(singular(snakeCase(name)))
}

/** `approved_by`, `reviewedBy`: who dealt with the row, not who has it; `created_by` and `borrowed_by` may own it. */
function isHandled(name: string): boolean {
  return /^(?:approved|reviewed|rejected|verified|processed|assigned|updated|modified|changed|edited|cancell?ed|deleted|closed|resolved|handled|confirmed|checked|moderated|banned|invited|returned|received|fulfilled|validated|authori[sz]ed)_by(?:_id)?$/.test(
    snakeCase(name),
  )
}

/**
 * The draft with the owners of rows that refer to the accounts which call: `Packet.gardener_id` is whoever offers the
 * packet, where no request brings it and no other column names an owner.
 */
export function withOwners(draft: Draft, accounts: ReadonlySet<string>): Draft {
  const given = new Set(
    draft.operations.flatMap(({ body, parameters }) =>
      [...body, ...parameters].map(({ name }) => keyOf(name)),
    ),
  )
  const tables = new Set(
    draft.entities
      .filter(({ name }) => accounts.has(name))
      .flatMap(({ name, table }) => [name, table ?? name].map(tableKey)),
  )
  const owned = new Map<string, string>()
  const entities = draft.entities.map((entity): Entity => {
    if (entity.owner !== null || accounts.has(entity.name) || entity.managedElsewhere) return entity
    const referring = entity.fields.filter(
      ({ references, nullable, primaryKey, name }) =>
        !nullable &&
        !primaryKey &&
        !given.has(keyOf(name)) &&
        !isHandled(name) &&
        tables.has(tableKey(referenceParts(references ?? '').table)),
    )
    const [only, ...more] = referring
    if (only === undefined || more.length > 0) return entity
    owned.set(`${entity.name}.${only.name}`, only.name)
    const why = 'nobody sends it, and it refers to those who call'
    return {
      ...entity,
      owner: only.name,
      origins: { ...entity.origins, owner: derived(why) },
    }
  })
  if (owned.size === 0) return draft
  // Where the value comes from is known now.
  const questions = draft.questions.filter(
    ({ id, subjects }) => id !== 'unwritten-columns' || !subjects.every((subject) => owned.has(subject)),
  )
  const asked = questions.length === draft.questions.length
  const assumptions = draft.assumptions.filter(({ question }) => asked || question !== 'unwritten-columns')
  return { ...draft, entities, questions, assumptions }
}
