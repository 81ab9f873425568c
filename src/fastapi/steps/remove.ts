import type { Step } from '../../design/step.js'
import { name } from '../../python/nodes/name.js'
import { expression, traced, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { assignField } from './assignment.js'
import { sessionCall } from './session.js'

/** A row is removed, or marked as removed. */
export function emitRemove(
  step: Extract<Step, { readonly kind: 'remove' }>,
  handler: Handler,
): readonly Statement[] {
  const { local } = rowOf(handler, step.row)
  const removed =
    step.soft === null
      ? expression(sessionCall(handler, 'delete', name(local)))
      : assignField(handler, step.row, step.soft)
  return [traced(removed, step.origins, 'removes the row')]
}
