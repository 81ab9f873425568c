import type { Condition } from '../../design/expression.js'
import type { Failure } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { assign, comment, when, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf, keyColumns } from '../table.js'
import { column } from './query.js'
import { refuse } from './session.js'

/**
 * Claims a row in one of the states from which it may move on, by an update that changes nothing: of two callers at
 * once the second waits for the first one's commit and then finds another state, on SQLite too (DB-5).
 */
export function claimState(
  { value, values }: Extract<Condition, { readonly kind: 'oneOf' }>,
  otherwise: Failure,
  handler: Handler,
): readonly Statement[] | null {
  if (value.kind !== 'field') return null
  const { local, table } = rowOf(handler, value.row)
  const state = column(handler, table, value.field)
  const [only, ...more] = values
  const allowed: Expression =
    only !== undefined && more.length === 0
      ? compare(state, '==', string(only))
      : call(attribute(state, 'in_'), list(values.map(string)))
  const keys = keyColumns(table).map(({ field }) =>
    compare(column(handler, table, field.name), '==', attribute(name(local), attributeOf(table, field.name))),
  )
  const update = call(
    attribute(call(symbol('sqlalchemy', 'update'), modelSymbol(handler.backend, table)), 'where'),
    ...keys,
    allowed,
  )
  const claim = call(
    attribute(
      call(attribute(update, 'values'), keyword(attributeOf(table, value.field), state)),
      'execution_options',
    ),
    keyword('synchronize_session', boolean(false)),
  )
  const run = call(attribute(name('session'), 'exec'), name('claim'))
  return [
    comment('Of two callers at once, the second one finds the row in another state.'),
    assign(name('claim'), claim),
    when(compare(attribute(handler.backend.asynchronous ? awaited(run) : run, 'rowcount'), '==', number(0)), [
      refuse(handler, otherwise),
    ]),
  ]
}
