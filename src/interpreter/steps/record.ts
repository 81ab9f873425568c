import { assignedValues } from '../assignment.js'
import { tableOf } from '../execution.js'
import { newRow } from '../new-row.js'
import { isOccasion } from '../occasion.js'
import { stepRunner } from './step-runner.js'

/** A row of another entity that comes about with what the operation does. */
export const record = stepRunner('record', (step, execution) => {
  if (!isOccasion(execution, step.when)) return null
  const table = tableOf(execution, step.entity)
  const values = step.values.map(({ field, value }) => ({ field, value, whenBody: null }))
  execution.transaction.put(step.entity, newRow(execution, table, assignedValues(execution, table, values)))
  return null
})
