import { boundRow, tableOf } from '../execution.js'
import { isOwned } from '../owned.js'
import { elementsOf, foundRow, memberOf, productOf } from '../lines.js'
import { newRow } from '../new-row.js'
import { refused } from '../refusal.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The rows that the elements of an array refer to; refused when one of them is missing. */
export const findEach = stepRunner('findEach', (step, execution) => {
  const elements = elementsOf(execution, step.list)
  const { owner } = step
  const table = tableOf(execution, step.entity)
  const rows = execution.transaction
    .rows(step.entity)
    .filter((row) => owner === null || isOwned(execution, table, owner, row))
  execution.rows.set(step.rows, { entity: step.entity, rows, total: rows.length, field: step.key })
  const all = elements.every((element) => foundRow(execution, step.rows, element, step.member) !== undefined)
  return all ? null : refused(step.otherwise.status, step.otherwise.message)
})

/** Takes from the stock of each row that the elements refer to. */
export const takeEach = stepRunner('takeEach', (step, execution) => {
  for (const element of elementsOf(execution, step.list)) {
    const wanted = memberOf(element, step.member)
    const row = execution.transaction.rows(step.entity).find((one) => isSame(columnOf(one, step.key), wanted))
    const left = row === undefined ? null : columnOf(row, step.field)
    const amount = step.amount === null ? 1 : memberOf(element, step.amount)
    if (
      row === undefined ||
      typeof left !== 'number' ||
      typeof amount !== 'number' ||
      amount < 0 ||
      left < amount
    )
      return refused(step.otherwise.status, step.otherwise.message)
    const values = new Map([...row.values, [step.field, left - amount] as const])
    execution.transaction.put(step.entity, { ...row, values })
  }
  return null
})

/** A row for each element of an array, tied to a row that was just made. */
export const insertEach = stepRunner('insertEach', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const key = columnOf(boundRow(execution, step.row).row, step.tie.target)
  for (const element of elementsOf(execution, step.list)) {
    const values = step.values.map(
      ({ field, factors }) => [field, productOf(execution, element, factors)] as const,
    )
    execution.transaction.put(
      step.entity,
      newRow(execution, table, new Map([[step.tie.field, key], ...values])),
    )
  }
  return null
})
