import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { compare } from '../../python/nodes/operator.js'
import { assign, when, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { attributeOf, type Table } from '../table.js'

/** A column as a query sees it: `col(Loan.due)`. */
export function column(handler: Handler, table: Table, field: string): Expression {
  return call(
    symbol('sqlmodel', 'col'),
    attribute(modelSymbol(handler.backend, table), attributeOf(table, field)),
  )
}

/** `statement = statement.where(condition)`. */
export function narrow(condition: Expression): Statement {
  return assign(name('statement'), call(attribute(name('statement'), 'where'), condition))
}

/** Statements that apply only when an optional query parameter was sent. */
export function whenSent(
  handler: Handler,
  parameter: string,
  body: readonly Statement[],
): readonly Statement[] {
  const value = handler.query.get(parameter)
  if (value === undefined || value.parameter.required || value.parameter.default !== null) return body
  return [when(compare(name(value.local), 'is not', none), body)]
}
