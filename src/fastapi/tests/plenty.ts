import type { Table } from '../table.js'
import { fieldNamed } from './scope.js'

/** A stock from which every valid request of the tests can take, as large as the column's rules allow. */
export function plenty(table: Table, field: string): number {
  return fieldNamed(table.entity, field)?.maximum ?? 100_000
}
