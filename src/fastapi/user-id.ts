import type { Step } from '../design/step.js'
import type { Expression as Value } from '../design/expression.js'
import type { Expression } from '../python/nodes/expression.js'
import { name, symbol } from '../python/nodes/name.js'
import type { ImplementedOperation } from './backend.js'
import type { Table } from './table.js'

/** What a user id is in Python: text, unless the columns that hold one are UUIDs or integers. */
export type UserIdType = 'string' | 'uuid' | 'integer'

/** The type of user ids: that of the columns that the caller's id is compared with or stored in. */
export function userIdType(
  operations: readonly ImplementedOperation[],
  tables: ReadonlyMap<string, Table>,
): UserIdType {
  const types = new Set<UserIdType>()
  for (const { steps } of operations) {
    const owner = steps.find((step) => step.kind === 'authorize')
    const parameter = owner?.kind === 'authorize' ? owner.parameter : null
    for (const step of steps) {
      for (const { entity, field } of [...comparisons(step, parameter), ...subjects(step, steps)]) {
        const column = tables.get(entity)?.columns.find((candidate) => candidate.field.name === field)
        const type = column?.field.type
        if (type !== undefined) types.add(type === 'uuid' || type === 'integer' ? type : 'string')
      }
    }
  }
  if (types.has('uuid')) return 'uuid'
  return types.size === 1 && types.has('integer') ? 'integer' : 'string'
}

/** The annotation of a user id. */
export function userIdAnnotation(type: UserIdType): Expression {
  switch (type) {
    case 'uuid':
      return symbol('uuid', 'UUID')
    case 'integer':
      return name('int')
    case 'string':
      return name('str')
  }
}

/** The column that a token names. */
function subjects(
  step: Step,
  steps: readonly Step[],
): readonly { readonly entity: string; readonly field: string }[] {
  if (step.kind !== 'issue' || step.subject.kind !== 'field') return []
  const { row, field } = step.subject
  return steps.flatMap((each) =>
    (each.kind === 'find' ||
      each.kind === 'insert' ||
      each.kind === 'verify' ||
      each.kind === 'renew' ||
      each.kind === 'redeem') &&
    each.row === row
      ? [{ entity: each.entity, field }]
      : [],
  )
}

/** Columns that a step compares with the caller's id or sets to it. */
function comparisons(
  step: Step,
  parameter: string | null,
): readonly { readonly entity: string; readonly field: string }[] {
  const isCaller = (value: Value): boolean =>
    value.kind === 'caller' || (value.kind === 'path' && value.name === parameter)
  switch (step.kind) {
    case 'find':
      return [step.key, ...(step.owner === null ? [] : [step.owner])]
        .filter(({ value }) => isCaller(value))
        .map(({ field }) => ({ entity: step.entity, field }))
    case 'select':
      return [
        ...step.filters.map((filter) => ({
          ...filter,
          entity: filter.through.at(-1)?.entity ?? step.entity,
        })),
        ...(step.owner === null ? [] : [{ ...step.owner, entity: step.entity }]),
      ].filter(({ value }) => isCaller(value))
    case 'link':
    case 'unlink':
    case 'insert':
      return step.values
        .filter(({ value }) => isCaller(value))
        .map(({ field }) => ({ entity: step.entity, field }))
    default:
      return []
  }
}
