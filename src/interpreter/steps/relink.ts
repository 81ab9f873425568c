import { boundRow, tableOf } from '../execution.js'
import { isOwned } from '../owned.js'
import { evaluate } from '../expression.js'
import { newRow } from '../new-row.js'
import { refused } from '../refusal.js'
import { columnOf, isSame, type Stored } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The rows to which a row is tied become those whose keys a list holds. */
export const relink = stepRunner('relink', (step, execution) => {
  const keys = evaluate(execution, step.value)
  if (!Array.isArray(keys) || (step.whenBody !== null && !execution.input.sent.has(step.whenBody)))
    return null
  const { transaction } = execution
  const others = tableOf(execution, step.other.entity)
  const { owner } = step
  const wanted = [...new Set<Stored>(keys)]
  const isThere = wanted.every((key) =>
    transaction
      .rows(step.other.entity)
      .some(
        (row) =>
          isSame(columnOf(row, step.other.key), key) &&
          (owner === null || isOwned(execution, others, owner, row)),
      ),
  )
  if (!isThere) return refused(step.otherwise.status, step.otherwise.message)
  const own = columnOf(boundRow(execution, step.row).row, step.tie.target)
  for (const row of transaction.rows(step.entity))
    if (isSame(columnOf(row, step.tie.field), own)) transaction.remove(step.entity, row)
  const table = tableOf(execution, step.entity)
  for (const key of wanted) {
    const values = new Map([
      [step.tie.field, own],
      [step.other.field, key],
    ])
    transaction.put(step.entity, newRow(execution, table, values))
  }
  return null
})
