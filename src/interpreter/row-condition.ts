import type { RowCondition } from '../claims/row-condition.js'
import { columnOf, isSame, type Row } from './stored.js'

/** Whether a row passes a test of a partial index, as SQL sees it: nothing is neither equal nor unequal. */
export function meets(row: Row, condition: RowCondition): boolean {
  const value = columnOf(row, condition.column)
  switch (condition.is) {
    case 'null':
      return value === null
    case 'notNull':
      return value !== null
    case 'equal':
      return value !== null && isSame(value, condition.value)
    case 'notEqual':
      return value !== null && !isSame(value, condition.value)
  }
}
