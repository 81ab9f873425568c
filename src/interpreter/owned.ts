import { waysOf } from '../design/ownership-ways.js'
import type { Ownership } from '../design/step.js'
import type { Execution } from './execution.js'
import { evaluateFor } from './expression.js'
import { alongHops } from './hops.js'
import { columnOf, isSame, type Row } from './stored.js'
import { fieldNamed, type Table } from './table.js'

/** Whether a row is one of those that a step may reach: by its own column, that of the row it belongs to, or one of several. */
export function isOwned(execution: Execution, table: Table, owner: Ownership, row: Row): boolean {
  return waysOf(owner).some(({ field, through = [] }) => {
    const { end, rows } = alongHops(execution, table, through, row)
    const wanted = evaluateFor(execution, owner.value, fieldNamed(end, field))
    return wanted !== null && rows.some((one) => isSame(columnOf(one, field), wanted))
  })
}
