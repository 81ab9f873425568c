import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean } from '../../python/nodes/literal.js'
import { attribute, symbol } from '../../python/nodes/name.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import type { Table } from '../table.js'

/** `update(Book).where(…).values(stock=…)` in the database alone: what the session has read stays as it was read. */
export function updateOf(
  handler: Handler,
  table: Table,
  tests: readonly Expression[],
  values: readonly Keyword[],
): Expression {
  const update = call(symbol('sqlalchemy', 'update'), modelSymbol(handler.backend, table))
  const given = call(attribute(call(attribute(update, 'where'), ...tests), 'values'), ...values)
  return call(attribute(given, 'execution_options'), keyword('synchronize_session', boolean(false)))
}
