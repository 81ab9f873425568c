import type { Transaction } from './store.js'
import { columnOf, isSame, type Row } from './stored.js'
import type { Table } from './table.js'

/**
 * Removes a row and what the database removes or empties with it. A row that others still refer to
 * without such a rule is removed all the same: the constraints refuse the transaction.
 */
export function removeRow(
  transaction: Transaction,
  tables: ReadonlyMap<string, Table>,
  entity: string,
  row: Row,
): void {
  transaction.remove(entity, row)
  for (const [child, { references }] of tables) {
    for (const { field, entity: target, column } of references) {
      if (target !== entity || field.onDelete === null || field.onDelete === 'restrict') continue
      const key = columnOf(row, column)
      const children = transaction
        .rows(child)
        .filter((other) => key !== null && isSame(columnOf(other, field.name), key))
      for (const other of children) {
        if (field.onDelete === 'cascade') removeRow(transaction, tables, child, other)
        else transaction.put(child, { ...other, values: new Map([...other.values, [field.name, null]]) })
      }
    }
  }
}
