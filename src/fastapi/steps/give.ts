import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { assign, expression, traced, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { valueExpression } from './expression.js'
import { column } from './query.js'
import { updateOf } from './update.js'

/**
 * A stock rises by one update, whatever others take from it meanwhile (DB-5). The row whose end gives it back is locked
 * by then, so that nobody gives it back twice.
 */
export function emitGive(
  step: Extract<Step, { readonly kind: 'give' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.row)
  const target = tableNamed(handler.backend, step.entity)
  const stock = column(handler, target, step.field)
  const referred = attribute(name(local), attributeOf(table, step.reference))
  const giving = updateOf(
    handler,
    target,
    [compare(column(handler, target, step.key), '==', referred)],
    [keyword(attributeOf(target, step.field), binary(stock, '+', valueExpression(handler, step.amount)))],
  )
  const run = call(attribute(name('session'), 'exec'), name('giving'))
  return [assign(name('giving'), giving), expression(handler.backend.asynchronous ? awaited(run) : run)].map(
    (statement) => traced(statement, step.origins, `gives back to ${step.field}`),
  )
}
