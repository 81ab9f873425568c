import type { Ownership } from '../design/step.js'
import type { Execution } from './execution.js'
import { evaluateFor } from './expression.js'
import { alongHops } from './hops.js'
import { columnOf, isSame, type Row } from './stored.js'
import { fieldNamed, type Table } from './table.js'

/** Whether a row is one of those that a step may reach: by its own column, or by that of the row it belongs to. */
export function isOwned(execution: Execution, table: Table, owner: Ownership, row: Row): boolean {
  const { end, rows } = alongHops(execution, table, owner.through ?? [], row)
  const wanted = evaluateFor(execution, owner.value, fieldNamed(end, owner.field))
  return wanted !== null && rows.some((one) => isSame(columnOf(one, owner.field), wanted))
}
