import type { Assembly } from './assembly.js'
import type { DraftOperation } from './draft.js'
import type { Entity, Field } from './entity.js'
import { columnKey } from './entity-groups.js'
import type { BodyField } from './operation.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { entityOfPath } from './resource.js'
import { ZONELESS } from './value.js'

const ID = 'stored-moments'

/** A field of a body and the column that holds it, where one is a day and the other a moment. */
interface Unlike {
  readonly operation: DraftOperation
  readonly entity: Entity
  readonly field: BodyField
  readonly column: Field
}

function unlike(entities: readonly Entity[], operation: DraftOperation): readonly Unlike[] {
  const entity = entityOfPath(operation.path, entities)
  if (entity === null || entity.managedElsewhere) return []
  return operation.body.flatMap((field) => {
    const column = entity.fields.find(({ name }) => columnKey(name) === columnKey(field.name))
    const types = new Set([field.type, column?.type])
    return column !== undefined && types.has('date') && types.has('datetime')
      ? [{ operation, entity, field, column }]
      : []
  })
}

/**
 * Settles fields whose column is of the other kind, a day or a moment:
 *
 *     | due_at | timestamp |            "due_at": string (date)
 *
 * A day is stored as the moment at which it begins, in UTC. A moment has no place in a column of days, so the
 * column holds moments then; both are asked.
 *
 * @returns the entities and operations with types that fit
 */
export function withStoredMoments(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly DraftOperation[],
): { readonly entities: readonly Entity[]; readonly operations: readonly DraftOperation[] } {
  const open = operations.flatMap((operation) => unlike(entities, operation))
  if (open.length === 0) return { entities, operations }
  ask(assembly, {
    id: ID,
    kind: 'conflict',
    concern: 'data-loss',
    subjects: [
      ...new Set(
        open.flatMap(({ operation, entity, column }) => [operation.id, `${entity.name}.${column.name}`]),
      ),
    ],
    about: `Documents differ on whether a value is a day or a moment: ${listed(
      open.map(
        ({ operation, entity, field, column }) =>
          `${operation.id} brings ${field.name} as a ${field.type}, and ${entity.name}.${column.name} is a ${column.type}`,
      ),
      3,
    )}.`,
    spans: open.flatMap(({ field, column }) => [
      ...claimedAt(field, 'type').slice(0, 1),
      ...claimedAt(column, 'type').slice(0, 1),
    ]),
    options: [
      { id: 'moments', label: 'moments are stored; a day that is sent is stored as its midnight in UTC' },
    ],
    recommended: 'moments',
  })
  const moments = new Set(open.filter(({ field }) => field.type === 'datetime').map(({ column }) => column))
  const stored = entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) =>
      moments.has(field) ? { ...field, type: 'datetime' as const } : field,
    ),
  }))
  return {
    entities: stored,
    operations: operations.map((operation) => {
      const days = new Set(unlike(stored, operation).map(({ field }) => field))
      return {
        ...operation,
        body: operation.body.map((field) =>
          days.has(field) ? { ...field, type: 'datetime' as const, format: ZONELESS } : field,
        ),
      }
    }),
  }
}
