import { assignedValues } from '../assignment.js'
import { boundRow, tableOf } from '../execution.js'
import { isOccasion } from '../occasion.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The row that another refers to takes values; nothing happens where there is no such row. */
export const follow = stepRunner('follow', (step, execution) => {
  if (!isOccasion(execution, step.when)) return null
  const wanted = columnOf(boundRow(execution, step.row).row, step.reference)
  const row = execution.transaction
    .rows(step.entity)
    .find((one) => wanted !== null && isSame(columnOf(one, step.key), wanted))
  if (row === undefined) return null
  const table = tableOf(execution, step.entity)
  const given = step.values.map(({ field, value }) => ({ field, value, whenBody: null }))
  const values = new Map([...row.values, ...assignedValues(execution, table, given)])
  execution.transaction.put(step.entity, { ...row, values })
  return null
})
