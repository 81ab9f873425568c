import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { own, type Backend } from '../backend.js'
import type { Table } from '../table.js'

/** `session.exec(select(Loan)).all()`: what a table holds, as a test sees it; with `one`, its only row. */
export function storedRows(backend: Backend, table: Table, fetch: 'all' | 'one' = 'all'): Expression {
  const select = call(symbol('sqlmodel', 'select'), own(backend, 'models', table.className))
  return call(attribute(call(attribute(name('session'), 'exec'), select), fetch))
}
