import type { Expression } from './expression.js'
import type { Step } from './step.js'
import type { ValueType } from '../claims/shape.js'

/** What a user id is: text, unless the columns that hold one are UUIDs or integers. */
export type UserIdType = 'string' | 'uuid' | 'integer'

/** A column of an entity. */
interface Column {
  readonly entity: string
  readonly field: string
}

/**
 * The type of user ids: that of the columns that the caller's id is compared with or stored in.
 *
 * @param operations - operations with their steps; those without steps say nothing
 * @param typeOf - the type of a column as it is stored, `null` for one that is not known
 */
export function userIdType(
  operations: readonly { readonly steps: readonly Step[] | null }[],
  typeOf: (entity: string, field: string) => ValueType | null,
): UserIdType {
  const types = new Set<UserIdType>()
  for (const { steps } of operations)
    for (const { entity, field } of steps === null ? [] : callerColumns(steps)) {
      const type = typeOf(entity, field)
      if (type !== null) types.add(type === 'uuid' || type === 'integer' ? type : 'string')
    }
  if (types.has('uuid')) return 'uuid'
  return types.size === 1 && types.has('integer') ? 'integer' : 'string'
}

/** The columns that hold the id of a user, as the steps of one operation show. */
function callerColumns(steps: readonly Step[]): readonly Column[] {
  const own = steps.find((step) => step.kind === 'authorize')?.parameter ?? null
  const isCaller = (value: Expression): boolean =>
    value.kind === 'caller' || (value.kind === 'path' && value.name === own)
  return steps.flatMap((step) => [
    ...comparisons(step).filter(({ value }) => isCaller(value)),
    ...subjects(step, steps),
  ])
}

/** The column that a token names. */
function subjects(step: Step, steps: readonly Step[]): readonly Column[] {
  if (step.kind !== 'issue' || step.subject.kind !== 'field') return []
  const { row, field } = step.subject
  return steps.flatMap((other) =>
    (other.kind === 'find' ||
      other.kind === 'insert' ||
      other.kind === 'verify' ||
      other.kind === 'renew' ||
      other.kind === 'redeem') &&
    other.row === row
      ? [{ entity: other.entity, field }]
      : [],
  )
}

/** Columns with the values that a step compares them with or sets them to. */
function comparisons(step: Step): readonly (Column & { readonly value: Expression })[] {
  const within = (pairs: readonly { readonly field: string; readonly value: Expression }[], entity: string) =>
    pairs.map(({ field, value }) => ({ entity, field, value }))
  switch (step.kind) {
    case 'find':
      return within([step.key, ...(step.owner === null ? [] : [step.owner])], step.entity)
    case 'select':
      return [
        ...step.filters.map(({ field, value, through }) => ({
          field,
          value,
          entity: through.at(-1)?.entity ?? step.entity,
        })),
        ...within(step.owner === null ? [] : [step.owner], step.entity),
      ]
    case 'link':
    case 'unlink':
    case 'insert':
      return within(step.values, step.entity)
    default:
      return []
  }
}
