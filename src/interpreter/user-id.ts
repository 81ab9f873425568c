import type { Operation } from '../design/operation.js'
import type { Expression } from '../design/expression.js'
import type { Step } from '../design/step.js'
import { fieldNamed, type Table } from './table.js'

/** What a user id is: text, unless the columns that hold one are UUIDs or integers. */
export type UserIdType = 'string' | 'uuid' | 'integer'

/** The type of user ids: that of the columns that the caller's id is compared with or stored in. */
export function userIdType(operations: readonly Operation[], tables: ReadonlyMap<string, Table>): UserIdType {
  const types = new Set<UserIdType>()
  for (const { steps } of operations) {
    const own = steps?.find((step) => step.kind === 'authorize')?.parameter ?? null
    const isCaller = (value: Expression): boolean =>
      value.kind === 'caller' || (value.kind === 'path' && value.name === own)
    for (const step of steps ?? []) {
      const named = comparisons(step).filter(({ value }) => isCaller(value))
      for (const { entity, field } of [...named, ...subjects(step, steps ?? [])]) {
        const table = tables.get(entity)
        const type = table === undefined ? undefined : fieldNamed(table, field)?.type
        if (type !== undefined) types.add(type === 'uuid' || type === 'integer' ? type : 'string')
      }
    }
  }
  if (types.has('uuid')) return 'uuid'
  return types.size === 1 && types.has('integer') ? 'integer' : 'string'
}

/** The column that a token names. */
function subjects(
  step: Step,
  steps: readonly Step[],
): readonly { readonly entity: string; readonly field: string }[] {
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
function comparisons(
  step: Step,
): readonly { readonly entity: string; readonly field: string; readonly value: Expression }[] {
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
