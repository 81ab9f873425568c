import { boundRow, tableOf } from '../execution.js'
import { evaluate } from '../expression.js'
import { newRow } from '../new-row.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The texts of a list in rows of their own: those that were there go, each new one comes once and in its place. */
export const collect = stepRunner('collect', (step, execution) => {
  const { collection, value, whenBody } = step
  const texts = evaluate(execution, value)
  if (!Array.isArray(texts) || (whenBody !== null && !execution.input.sent.has(whenBody))) return null
  const { transaction } = execution
  const key = columnOf(boundRow(execution, step.row).row, collection.target)
  const table = tableOf(execution, collection.entity)
  for (const row of transaction.rows(collection.entity)) {
    if (isSame(columnOf(row, collection.field), key)) transaction.remove(collection.entity, row)
  }
  for (const [position, text] of [...new Set(texts)].entries()) {
    const values = new Map([
      [collection.field, key],
      [collection.position, position],
      [collection.column, text],
    ])
    transaction.put(collection.entity, newRow(execution, table, values))
  }
  return null
})
