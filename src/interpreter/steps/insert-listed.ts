import { tableOf } from '../execution.js'
import { evaluateFor } from '../expression.js'
import { elementsOf, memberOf } from '../lines.js'
import { newRow } from '../new-row.js'
import type { Row, Stored } from '../stored.js'
import { fieldNamed } from '../table.js'
import { stepRunner } from './step-runner.js'

/** A row for each element of an array in the body. */
export const insertListed = stepRunner('insertListed', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const rows = elementsOf(execution, step.list).map((element): Row => {
    const values = step.values.map(({ field, value }): readonly [string, Stored] => [
      field,
      value.kind === 'element'
        ? (memberOf(element, value.name) ?? value.otherwise)
        : evaluateFor(execution, value, fieldNamed(table, field)),
    ])
    const row = newRow(execution, table, new Map(values))
    execution.transaction.put(step.entity, row)
    return row
  })
  execution.rows.set(step.rows, { entity: step.entity, rows, total: rows.length })
  return null
})
