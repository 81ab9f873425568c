import { assignedValues } from '../assignment.js'
import { boundRow, tableOf } from '../execution.js'
import { removeRow } from '../removal.js'
import { changeRow } from './change-row.js'
import { stepRunner } from './step-runner.js'

/** A row is removed, with what the database removes with it, or marked as removed. */
export const remove = stepRunner('remove', (step, execution) => {
  const { entity, row } = boundRow(execution, step.row)
  if (step.soft === null) removeRow(execution.transaction, execution.tables, entity, row)
  else changeRow(execution, step.row, assignedValues(execution, tableOf(execution, entity), [step.soft]))
  return null
})
