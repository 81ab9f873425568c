import { tableOf } from '../execution.js'
import { newRow } from '../new-row.js'
import { refused } from '../refusal.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'
import { tieValues } from './tie-values.js'

/** A row of a relation, unless it is there already. */
export const link = stepRunner('link', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const values = tieValues(execution, table, step.values)
  const isThere = execution.transaction
    .rows(step.entity)
    .some((row) => [...values].every(([field, value]) => isSame(columnOf(row, field), value)))
  if (!isThere) execution.transaction.put(step.entity, newRow(execution, table, values))
  return isThere && step.repeated !== null ? refused(step.repeated.status, step.repeated.message) : null
})
