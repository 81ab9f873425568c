import { boundRow, type Execution } from '../execution.js'
import type { Stored } from '../stored.js'

/** Puts new values into a bound row. */
export function changeRow(execution: Execution, name: string, changes: ReadonlyMap<string, Stored>): void {
  const { entity, row } = boundRow(execution, name)
  const changed = { ...row, values: new Map([...row.values, ...changes]) }
  execution.transaction.put(entity, changed)
  execution.row.set(name, { entity, row: changed })
}
