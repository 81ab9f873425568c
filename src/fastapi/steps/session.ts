import type { Origin } from '../../design/origin.js'
import type { Failure } from '../../design/step.js'
import { touchesRows, writesRows } from '../../design/step-effect.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import { expression, raise, traced, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import type { Handler } from '../handler.js'
import { statusName } from '../status.js'

/** `session.method(…)`, awaited where sessions are asynchronous. */
export function sessionCall(handler: Handler, method: string, ...args: readonly Expression[]): Expression {
  const executed = call(attribute(name('session'), method), ...args)
  return handler.backend.asynchronous && method !== 'add' ? awaited(executed) : executed
}

/** Whether an operation reads or writes rows. */
export function usesSession({ operation }: Pick<Handler, 'operation'>): boolean {
  return operation.steps.some(touchesRows)
}

/** The commit of all that an operation has written; empty when it writes nothing. */
export function commit(handler: Handler): readonly Statement[] {
  // `store` commits by itself: the files go again when that fails.
  const writes = handler.operation.steps.filter((step) => writesRows(step) && step.kind !== 'store')
  if (writes.length === 0) return []
  const plain = expression(sessionCall(handler, 'commit'))
  const refusing = writes.find(
    (step) => (step.kind === 'insert' || step.kind === 'assign') && step.duplicate !== null,
  )
  const referred = writes.find((step) => step.kind === 'remove')
  if (refusing === undefined && referred?.kind === 'remove' && (referred.referred ?? null) !== null)
    return [refusedCommit(handler, 'reference_refused', referred.referred ?? null, plain, referred.origins)]
  if (refusing === undefined || (refusing.kind !== 'insert' && refusing.kind !== 'assign')) return [plain]
  return [refusedCommit(handler, 'duplicate_refused', refusing.duplicate, plain, refusing.origins)]
}

/**
 * Stores a new row before the commit, so that others can refer to its key; a value that is taken already is refused here
 * as it is at the commit.
 */
export function flushed(handler: Handler): Statement {
  const plain = expression(sessionCall(handler, 'flush'))
  const { steps } = handler.operation
  const written =
    steps.find((step) => step.kind === 'insert') ??
    steps.find((step) => step.kind === 'assign' && step.duplicate !== null)
  return written?.kind === 'insert' || written?.kind === 'assign'
    ? refusedCommit(handler, 'duplicate_refused', written.duplicate, plain, written.origins)
    : plain
}

/** What a constraint that refuses a commit is told to a client as. */
const REFUSED_WHEN = {
  duplicate_refused: 'when the value is already taken',
  reference_refused: 'when others refer to the row',
} as const

/** The commit inside what answers the refusal of a constraint; the commit alone where there is no such answer. */
function refusedCommit(
  handler: Handler,
  by: keyof typeof REFUSED_WHEN,
  failure: Failure | null,
  plain: Statement,
  origins: readonly Origin[],
): Statement {
  if (failure === null) return plain
  const { status, message } = failure
  const refused = call(own(handler.backend, 'errors', by), statusName(status), string(message))
  return traced(
    { kind: 'with', asynchronous: false, items: [{ value: refused, as: null }], body: [plain] },
    origins,
    `${status} ${REFUSED_WHEN[by]}`,
  )
}

/** `raise HTTPException(status, "message")`; a 401 names the scheme (RFC 9110, section 11.6.1). */
export function refuse({ backend }: Pick<Handler, 'backend'>, failure: Failure): Statement {
  if (failure.status === 401)
    return raise(call(own(backend, 'auth', 'unauthorized'), string(failure.message)))
  return raise(call(symbol('fastapi', 'HTTPException'), statusName(failure.status), string(failure.message)))
}
