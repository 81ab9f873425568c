import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { expression, traced, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { newValues } from './insert.js'
import { onOccasion } from './occasion.js'
import { flushed, sessionCall } from './session.js'

/** A row of another entity, in the same transaction as what brings it about. */
export function emitRecord(
  step: Extract<Step, { readonly kind: 'record' }>,
  handler: Handler,
): readonly Statement[] {
  const table = tableNamed(handler.backend, step.entity)
  const values = step.values.map(({ field, value }) => ({ field, value, whenBody: null }))
  const made = call(modelSymbol(handler.backend, table), ...newValues(values, handler, table))
  return onOccasion(handler, step.when, [
    // The key of the new row is known once it is stored.
    ...(step.after === null ? [] : [flushed(handler)]),
    traced(expression(sessionCall(handler, 'add', made)), step.origins, `a ${step.entity} with it`),
  ])
}
