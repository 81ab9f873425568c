import type { Assignment } from '../../design/step.js'
import { tableOf, type Execution } from '../execution.js'
import { evaluateFor } from '../expression.js'
import { elementsOf, memberOf } from '../lines.js'
import { newRow } from '../new-row.js'
import type { Row, Stored } from '../stored.js'
import { fieldNamed, type Table } from '../table.js'
import { stepRunner } from './step-runner.js'

/** A row for each element of an array in the body. */
export const insertListed = stepRunner('insertListed', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const rows = elementsOf(execution, step.list).map((element) =>
    listedRow(execution, table, step.values, element),
  )
  execution.rows.set(step.rows, { entity: step.entity, rows, total: rows.length })
  return null
})

/** Puts the row of one element. */
export function listedRow(
  execution: Execution,
  table: Table,
  values: readonly Assignment[],
  element: Stored,
): Row {
  const given = values.map(({ field, value }): readonly [string, Stored] => [
    field,
    value.kind === 'element'
      ? (memberOf(element, value.name) ?? value.otherwise)
      : evaluateFor(execution, value, fieldNamed(table, field)),
  ])
  const row = newRow(execution, table, new Map(given))
  execution.transaction.put(table.entity.name, row)
  return row
}
