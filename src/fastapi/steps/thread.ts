import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { symbol } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import type { Handler } from '../handler.js'

/** A call of a function that computes for long. */
export function inThread(handler: Handler, callee: Expression, ...args: readonly Expression[]): Expression {
  return handler.backend.asynchronous
    ? awaited(call(symbol('fastapi.concurrency', 'run_in_threadpool'), callee, ...args))
    : call(callee, ...args)
}
