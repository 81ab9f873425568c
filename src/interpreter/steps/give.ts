import { boundRow } from '../execution.js'
import { evaluate } from '../expression.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** A number of the row to which another refers rises by an amount; nothing happens where there is no such row. */
export const give = stepRunner('give', (step, execution) => {
  const wanted = columnOf(boundRow(execution, step.row).row, step.reference)
  const row = execution.transaction
    .rows(step.entity)
    .find((one) => wanted !== null && isSame(columnOf(one, step.key), wanted))
  const left = row === undefined ? null : columnOf(row, step.field)
  const amount = evaluate(execution, step.amount)
  if (row === undefined || typeof left !== 'number' || typeof amount !== 'number') return null
  const values = new Map([...row.values, [step.field, left + amount] as const])
  execution.transaction.put(step.entity, { ...row, values })
  return null
})
