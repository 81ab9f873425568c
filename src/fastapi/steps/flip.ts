import type { Step } from '../../design/step.js'
import { attribute, name } from '../../python/nodes/name.js'
import { not } from '../../python/nodes/operator.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { assignField } from './assignment.js'

/** A flag becomes its opposite; moments of change become now. */
export function emitFlip(
  step: Extract<Step, { readonly kind: 'flip' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.row)
  const flag = attribute(name(local), attributeOf(table, step.field))
  return [
    traced(assign(flag, not(flag)), step.origins, `turns ${step.field} around`),
    ...step.touches.map((field) =>
      assignField(handler, step.row, { field, value: { kind: 'now' }, whenBody: null }),
    ),
  ]
}
