import type { Hop } from '../design/step.js'
import { tableOf, type Execution } from './execution.js'
import { columnOf, isSame, type Row } from './stored.js'
import type { Table } from './table.js'

/** The rows at the end of a way from a row, and their table; the row itself when there is no way. */
export function alongHops(
  execution: Execution,
  table: Table,
  through: readonly Hop[],
  row: Row,
): { readonly end: Table; readonly rows: readonly Row[] } {
  let end = table
  let rows: readonly Row[] = [row]
  for (const { from, entity, field } of through) {
    const wanted = rows.map((one) => columnOf(one, from)).filter((value) => value !== null)
    end = tableOf(execution, entity)
    rows = execution.transaction
      .rows(entity)
      .filter((one) => wanted.some((value) => isSame(columnOf(one, field), value)))
  }
  return { end, rows }
}
