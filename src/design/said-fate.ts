import type { Assembly } from './assembly.js'
import { fold, singular } from './canonical-name.js'
import type { DraftOperation } from './draft.js'
import type { Entity, Field } from './entity.js'
import { type Line, linesOf, meant } from './questions/lines.js'
import { deletes, refersTo } from './questions/reference-fate.js'

type Fate = NonNullable<Field['onDelete']>

/** The clause of a foreign key, as prose quotes it. */
const CLAUSE = /\bON DELETE (CASCADE|SET NULL|RESTRICT)\b/i

const FATES: ReadonlyMap<string, Fate> = new Map<string, Fate>([
  ['CASCADE', 'cascade'],
  ['SET NULL', 'set-null'],
  ['RESTRICT', 'restrict'],
])

/** `removes the pet and all of its visits`: what goes with the row, in so many words. */
const GOES_TOO =
  /\b(?:removes?|deletes?|removed|deleted|removing|deleting)\b[^.;]{0,40}?\b(?:and|(?:along |together )?with) (?:all )?(?:of )?(?:its|their) [a-z]/i

/** The fate that a line tells, by the clause that it quotes or in words; null for none. */
function toldIn({ text }: Line): Fate | null {
  const clause = CLAUSE.exec(text)?.[1]?.toUpperCase()
  return FATES.get(clause ?? '') ?? (GOES_TOO.test(text) ? 'cascade' : null)
}

/** The column that ties the rows of an entity to those of another: the only one, or the one that is named after it. */
function tie(entity: Entity, target: Entity): Field | undefined {
  const references = entity.fields.filter((field) => field.name !== entity.owner && refersTo(field, target))
  const parent = fold(singular(target.table ?? target.name))
  return references.length === 1
    ? references[0]
    : references.find(({ name }) => fold(name) === `${parent}id` || fold(name) === parent)
}

/**
 * The entities with what the operations that delete a row say of the rows that refer to it, where they quote the clause or say it in words:
 *
 *     DELETE /shelves/{id}   Loans of the shelf are deleted too (ON DELETE CASCADE)
 *     DELETE /pets/{id}      Removes the pet and all of its visits
 *
 * A line speaks of the rows that it names. A column that cannot be empty is not emptied.
 */
export function withSaidFate(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly DraftOperation[],
): readonly Entity[] {
  const lines = linesOf(assembly).filter(
    (line) => line.operation?.method === 'DELETE' && toldIn(line) !== null,
  )
  if (lines.length === 0) return entities
  const said = entities.flatMap((target) => {
    const deleting = operations.filter((one) => deletes(one, target, entities))
    return lines
      .filter(({ operation }) => meant(deleting, operation) !== undefined)
      .map((line) => ({ line, target, fate: toldIn(line) }))
  })
  return entities.map((entity) => {
    const child = fold(singular(entity.table ?? entity.name))
    const own = said.filter(({ line, target }) => target !== entity && fold(line.text).includes(child))
    if (own.length === 0) return entity
    return {
      ...entity,
      fields: entity.fields.map((field): Field => {
        const found = own.find(({ target }) => tie(entity, target) === field)
        const fate = found?.fate ?? null
        if (found === undefined || fate === null || field.onDelete !== null) return field
        if (fate === 'set-null' && !field.nullable) return field
        return {
          ...field,
          onDelete: fate,
          origins: {
            ...field.origins,
            onDelete: [{ kind: 'claim', span: found.line.span, reader: 'statement' }],
          },
        }
      }),
    }
  })
}
