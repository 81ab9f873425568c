import type { Condition } from '../design/expression.js'
import { boundRow, type Execution } from './execution.js'
import { meets } from './row-condition.js'
import { columnOf, compareStored, isSame } from './stored.js'

/** Whether no other row of the same scope that counts has a period that overlaps that of the row. */
export function keepsApart(
  execution: Execution,
  { row, entity, from, to, scope, where }: Extract<Condition, { readonly kind: 'apart' }>,
): boolean {
  const own = boundRow(execution, row).row
  if (!where.every((condition) => meets(own, condition))) return true
  return !execution.transaction
    .rows(entity)
    .some(
      (other) =>
        other.serial !== own.serial &&
        where.every((condition) => meets(other, condition)) &&
        scope.every((field) => isSame(columnOf(other, field), columnOf(own, field))) &&
        compareStored(columnOf(other, from), columnOf(own, to)) < 0 &&
        compareStored(columnOf(other, to), columnOf(own, from)) > 0,
    )
}
