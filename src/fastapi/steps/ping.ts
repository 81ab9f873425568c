import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { number } from '../../python/nodes/literal.js'
import { symbol } from '../../python/nodes/name.js'
import { expression, traced, type Statement } from '../../python/nodes/statement.js'
import type { Handler } from '../handler.js'
import { sessionCall } from './session.js'

/** `await session.exec(select(1))`: without a database it ends in the answer of `errors.py` (ERR-8). */
export function emitPing(
  step: Extract<Step, { readonly kind: 'ping' }>,
  handler: Handler,
): readonly Statement[] {
  const asked = sessionCall(handler, 'exec', call(symbol('sqlmodel', 'select'), number(1)))
  return [traced(expression(asked), step.origins, '503 when the database cannot be reached')]
}
