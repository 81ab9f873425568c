import { entityKey, fold, singular } from '../canonical-name.js'
import type { DraftOperation } from '../draft.js'
import type { Entity } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { entityMeant } from './entity-meant.js'

/** A field that a request brings and no table keeps. */
interface Unstored {
  readonly subject: string
  readonly operation: DraftOperation
}

/** The table of the rows inside a list: `lines` of `Transfer` are rows of `TransferLine`. */
function tableInside(parent: Entity, list: string, entities: readonly Entity[]): Entity | undefined {
  return entities.find(({ name }) => entityKey(name) === `${entityKey(parent.name)}${singular(fold(list))}`)
}

function unstored(operation: DraftOperation, entities: readonly Entity[]): readonly Unstored[] {
  const parent = entityMeant(operation.path, entities)
  if (parent === null || parent.managedElsewhere) return []
  return operation.body.flatMap((field) => {
    const inner = field.items?.properties ?? []
    const child = inner.length === 0 ? undefined : tableInside(parent, field.name, entities)
    return (child === undefined ? [] : inner)
      .filter(
        ({ name, type }) =>
          type !== 'array' && child?.fields.every((column) => fold(column.name) !== fold(name)),
      )
      .map(({ name }) => ({ subject: `${child?.name ?? ''}.${name}`, operation }))
  })
}

/**
 * Fields of the rows inside a request that their table has no column for:
 *
 *     POST /transfers { lines: [{ seed_id, lot_code }] }      TransferLine: id, seed_id
 *
 * What the client sends is lost, or the table is incomplete.
 */
export const askUnstoredFields: QuestionPass = ({ assembly, entities, operations }) => {
  const open = operations
    .filter(({ method }) => method === 'POST')
    .flatMap((operation) => unstored(operation, entities))
  if (open.length === 0) return
  ask(assembly, {
    id: 'unstored-fields',
    kind: 'conflict',
    concern: 'data-loss',
    subjects: [...new Set(open.map(({ subject }) => subject))],
    about: `Requests bring ${listed([...new Set(open.map(({ subject }) => subject))])}, and the table has no such column.`,
    spans: open.flatMap(({ operation }) => claimedAt(operation, 'exists').slice(0, 1)),
    options: [
      { id: 'lost', label: 'the value is taken and kept nowhere; nobody can read it again' },
      { id: 'specified', label: 'the column is described now; read it again' },
    ],
    recommended: 'lost',
  })
}
