import type { RowCondition } from '../claims/row-condition.js'
import type { FittingRule, Relation } from '../claims/row-rule.js'
import { columnOf, compareStored, isSame, type Row } from './stored.js'

/** Whether the values of a row fit each other; in an order, what is not there breaks nothing. */
export function keepsRule(row: Row, rule: FittingRule): boolean {
  if (rule.kind === 'required') return columnOf(row, rule.column) !== null || !isTrueOf(row, rule.when)
  const [value, other] = [columnOf(row, rule.column), columnOf(row, rule.than)]
  if (value === null || other === null) return true
  return stands(compareStored(value, other), rule.relation)
}

/** Whether an order of two values, as a number below, at or above zero, is the one that a relation means. */
export function stands(order: number, relation: Relation): boolean {
  switch (relation) {
    case 'greater':
      return order > 0
    case 'atLeast':
      return order >= 0
    case 'less':
      return order < 0
    case 'atMost':
      return order <= 0
  }
}

/** Whether a row passes a test; what is not there is unequal to any value. */
export function isTrueOf(row: Row, test: RowCondition): boolean {
  const value = columnOf(row, test.column)
  switch (test.is) {
    case 'null':
      return value === null
    case 'notNull':
      return value !== null
    case 'equal':
      return isSame(value, test.value)
    case 'notEqual':
      return !isSame(value, test.value)
  }
}
