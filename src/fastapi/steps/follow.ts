import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { assign, expression, traced, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf } from '../table.js'
import { valueFor } from './expression.js'
import { onOccasion } from './occasion.js'
import { column } from './query.js'
import { flushed } from './session.js'
import { updateOf } from './update.js'

/** The row that another refers to takes values by one update, in the transaction of what brings it about. */
export function emitFollow(
  step: Extract<Step, { readonly kind: 'follow' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.row)
  const target = tableNamed(handler.backend, step.entity)
  const referred = attribute(name(local), attributeOf(table, step.reference))
  const following = updateOf(
    handler,
    target,
    [compare(column(handler, target, step.key), '==', referred)],
    step.values.map(({ field, value }) =>
      keyword(attributeOf(target, field), valueFor(handler, value, columnNamed(target, field))),
    ),
  )
  const run = call(attribute(name('session'), 'exec'), name('following'))
  // The update stores what is written before it, and a value that is taken already must be refused there.
  const refusing = handler.operation.steps.some(
    (other) =>
      (other.kind === 'insert' || other.kind === 'assign') &&
      other.row === step.row &&
      other.duplicate !== null,
  )
  return onOccasion(handler, step.when, [
    ...(refusing ? [flushed(handler)] : []),
    ...[
      assign(name('following'), following),
      expression(handler.backend.asynchronous ? awaited(run) : run),
    ].map((statement) => traced(statement, step.origins, `${step.entity} follows`)),
  ])
}
