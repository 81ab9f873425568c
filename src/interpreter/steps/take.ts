import { boundRow } from '../execution.js'
import { evaluate } from '../expression.js'
import { refused } from '../refusal.js'
import { columnOf } from '../stored.js'
import { changeRow } from './change-row.js'
import { stepRunner } from './step-runner.js'

/** A number of a row falls by an amount, unless it is less. */
export const take = stepRunner('take', (step, execution) => {
  const left = columnOf(boundRow(execution, step.row).row, step.field)
  const amount = evaluate(execution, step.amount)
  if (typeof left !== 'number' || typeof amount !== 'number' || amount < 0 || left < amount)
    return refused(step.otherwise.status, step.otherwise.message)
  changeRow(execution, step.row, new Map([[step.field, left - amount]]))
  return null
})
