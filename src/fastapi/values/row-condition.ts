import type { RowCondition } from '../../claims/row-condition.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none } from '../../python/nodes/literal.js'
import { attribute } from '../../python/nodes/name.js'
import { compare } from '../../python/nodes/operator.js'
import { jsonLiteral } from './json.js'

/**
 * The condition of a partial index in SQLAlchemy's words: `col(Loan.returned_at).is_(None)`.
 *
 * @param where tests that must all hold
 * @param column how a column is written where the index stands
 * @param and the function that joins several tests
 * @returns null for an index over every row
 */
export function rowCondition(
  where: readonly RowCondition[],
  column: (name: string) => Expression,
  and: Expression,
): Expression | null {
  const [first, ...others] = where.map((test) => testOf(test, column(test.column)))
  if (first === undefined) return null
  return others.length === 0 ? first : call(and, first, ...others)
}

function testOf(test: RowCondition, column: Expression): Expression {
  switch (test.is) {
    case 'null':
      return call(attribute(column, 'is_'), none)
    case 'notNull':
      return call(attribute(column, 'is_not'), none)
    case 'equal':
    case 'notEqual':
      if (typeof test.value === 'boolean')
        return call(attribute(column, test.is === 'equal' ? 'is_' : 'is_not'), boolean(test.value))
      return compare(column, test.is === 'equal' ? '==' : '!=', jsonLiteral(test.value))
  }
}
