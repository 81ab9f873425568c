import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { compare } from '../../python/nodes/operator.js'
import { number } from '../../python/nodes/literal.js'
import { assign, expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { valueFor } from './expression.js'
import { column } from './query.js'
import { refuse, sessionCall } from './session.js'

/** The row of a relation is removed, in one statement that does nothing when it is gone. */
export function emitUnlink(
  step: Extract<Step, { readonly kind: 'unlink' }>,
  handler: Handler,
): readonly Statement[] {
  const table = tableNamed(handler.backend, step.entity)
  const conditions = step.values.map(({ field, value }) =>
    compare(column(handler, table, field), '==', valueFor(handler, value, columnNamed(table, field))),
  )
  const statement = call(
    attribute(call(symbol('sqlmodel', 'delete'), modelSymbol(handler.backend, table)), 'where'),
    ...conditions,
  )
  const removed = sessionCall(handler, 'exec', statement)
  const about = `no row of ${table.name}`
  if (step.missing === null) return [traced(expression(removed), step.origins, about)]
  return [
    traced(assign(name('removed'), removed), step.origins, about),
    when(compare(attribute(name('removed'), 'rowcount'), '==', number(0)), [refuse(handler, step.missing)]),
  ]
}
