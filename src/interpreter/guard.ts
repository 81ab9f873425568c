import type { Condition } from '../design/expression.js'
import type { RowTest } from '../design/row-test.js'
import { storedMoment } from './clock.js'
import { boundRow, type Execution } from './execution.js'
import { meets } from './row-condition.js'
import { isTrueOf, stands } from './row-rule.js'
import { columnOf, compareStored, isSame, type Row } from './stored.js'

/** Whether what a row is keeps an operation from changing or removing it. */
export function isGuarded(
  execution: Execution,
  { row, refused, tests }: Extract<Condition, { readonly kind: 'guard' }>,
): boolean {
  const bound = boundRow(execution, row).row
  const isMet = (test: RowTest): boolean => passes(execution, bound, test)
  return refused === 'any' ? tests.some(isMet) : tests.every(isMet)
}

function passes(execution: Execution, row: Row, test: RowTest): boolean {
  switch (test.kind) {
    case 'column':
      return isTrueOf(row, test.test)
    case 'number': {
      const value = columnOf(row, test.column)
      return value !== null && stands(compareStored(value, test.value), test.relation)
    }
    case 'rows': {
      const key = columnOf(row, test.target)
      return execution.transaction
        .rows(test.entity)
        .some(
          (other) =>
            isSame(columnOf(other, test.field), key) &&
            test.where.every((condition) => meets(other, condition)),
        )
    }
    case 'age': {
      const value = columnOf(row, test.column)
      if (value === null) return false
      const limit = storedMoment(execution.surroundings.now() - test.seconds * 1000)
      return compareStored(value, limit) < 0 === test.older
    }
  }
}
