import type { Step } from '../../design/step.js'
import { traced, type Statement } from '../../python/nodes/statement.js'
import type { Handler } from '../handler.js'
import { assignField } from './assignment.js'

/** New values of a row's columns. */
export function emitAssign(
  step: Extract<Step, { readonly kind: 'assign' }>,
  handler: Handler,
): readonly Statement[] {
  return step.values.map((value) =>
    traced(assignField(handler, step.row, value), step.origins, `sets ${value.field}`),
  )
}
