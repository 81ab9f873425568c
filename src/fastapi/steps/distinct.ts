import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { column } from './query.js'
import { sessionCall } from './session.js'

/** The different values of a column, in their order. */
export function emitDistinct(
  step: Extract<Step, { readonly kind: 'distinct' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.rows)
  const own = attribute(modelSymbol(handler.backend, table), attributeOf(table, step.field))
  const statement = call(
    attribute(call(attribute(call(symbol('sqlmodel', 'select'), own), 'distinct')), 'order_by'),
    column(handler, table, step.field),
  )
  const rows = call(attribute(sessionCall(handler, 'exec', statement), 'all'))
  return [traced(assign(name(local), call(name('list'), rows)), step.origins, `each ${step.field} once`)]
}
