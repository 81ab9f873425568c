import { tableOf } from '../execution.js'
import { refused } from '../refusal.js'
import { removeRow } from '../removal.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'
import { tieValues } from './tie-values.js'

/** The rows of a relation with the values are gone. */
export const unlink = stepRunner('unlink', (step, execution) => {
  const { transaction, tables } = execution
  const values = [...tieValues(execution, tableOf(execution, step.entity), step.values)]
  const rows = transaction
    .rows(step.entity)
    .filter((row) => values.every(([field, value]) => value !== null && isSame(columnOf(row, field), value)))
  for (const row of rows) removeRow(transaction, tables, step.entity, row)
  return rows.length === 0 && step.missing !== null
    ? refused(step.missing.status, step.missing.message)
    : null
})
