import { assignedValues } from '../assignment.js'
import { tableOf } from '../execution.js'
import { newRow } from '../new-row.js'
import { stepRunner } from './step-runner.js'

/** A new row; the database looks at it when the operation commits. */
export const insert = stepRunner('insert', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const row = newRow(execution, table, assignedValues(execution, table, step.values))
  execution.transaction.put(step.entity, row)
  execution.row.set(step.row, { entity: step.entity, row })
  execution.duplicate ??= step.duplicate
  return null
})
