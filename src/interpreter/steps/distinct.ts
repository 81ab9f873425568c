import { columnOf, compareStored } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The rows that are the first to hold each value of a column, in the order of the values. */
export const distinct = stepRunner('distinct', (step, execution) => {
  const first = new Map(
    execution.transaction
      .rows(step.entity)
      .toReversed()
      .map((row) => [JSON.stringify(columnOf(row, step.field)), row] as const),
  )
  const rows = [...first.values()].toSorted((left, right) =>
    compareStored(columnOf(left, step.field), columnOf(right, step.field)),
  )
  execution.rows.set(step.rows, { entity: step.entity, rows, total: rows.length, field: step.field })
  return null
})
