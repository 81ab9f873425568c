import { assignedValues } from '../assignment.js'
import { tableOf } from '../execution.js'
import { isOwned } from '../owned.js'
import { evaluate, evaluateFor } from '../expression.js'
import { refused } from '../refusal.js'
import { removeRow } from '../removal.js'
import { columnOf, isSame, type Stored } from '../stored.js'
import { fieldNamed } from '../table.js'
import { stepRunner } from './step-runner.js'

/** All rows whose keys the body lists are removed or take values; a missing one refuses the request, or is passed over. */
export const changeListed = stepRunner('changeListed', (step, execution) => {
  const changed =
    step.values === null ? null : assignedValues(execution, tableOf(execution, step.entity), step.values)
  if (changed !== null && changed.size === 0 && (step.empty ?? null) !== null)
    return refused(step.empty?.status ?? 422, step.empty?.message ?? '')
  const keys = evaluate(execution, { kind: 'body', field: step.list })
  const wanted = Array.isArray(keys) ? [...new Set<Stored>(keys)] : []
  const { transaction } = execution
  const table = tableOf(execution, step.entity)
  const { owner } = step
  const tests = step.also.map(({ field, value }) => ({
    field,
    value: evaluateFor(execution, value, fieldNamed(table, field)),
  }))
  const rows = transaction
    .rows(step.entity)
    .filter(
      (row) =>
        wanted.some((key) => isSame(columnOf(row, step.key), key)) &&
        (owner === null || isOwned(execution, table, owner, row)) &&
        tests.every(({ field, value }) => isSame(columnOf(row, field), value)),
    )
  const there = (key: Stored): boolean => rows.some((row) => isSame(columnOf(row, step.key), key))
  const missing = wanted.filter((key) => !there(key))
  if (step.otherwise !== null && missing.length > 0)
    return refused(step.otherwise.status, step.otherwise.message)
  for (const row of rows) {
    if (changed === null) removeRow(transaction, execution.tables, step.entity, row)
    else transaction.put(step.entity, { ...row, values: new Map([...row.values, ...changed]) })
  }
  execution.reached = {
    count: rows.length,
    keys: wanted.filter(there),
    missing,
    missingCount: missing.length,
    wanted,
  }
  return null
})
