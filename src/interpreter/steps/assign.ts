import { assignedValues } from '../assignment.js'
import { tableOf } from '../execution.js'
import { changeRow } from './change-row.js'
import { stepRunner } from './step-runner.js'

/** New values of a row's columns. */
export const assign = stepRunner('assign', (step, execution) => {
  const table = tableOf(execution, execution.row.get(step.row)?.entity ?? '')
  changeRow(execution, step.row, assignedValues(execution, table, step.values, step.row))
  execution.duplicate ??= step.duplicate
  return null
})
