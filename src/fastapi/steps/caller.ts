import type { Envelope, Operation, View } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string, none } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { conditional } from '../../python/nodes/operator.js'
import { subscript } from '../../python/nodes/call.js'
import type { ImplementedOperation } from '../backend.js'
import type { Handler } from '../handler.js'
import { viewsShownBy } from '../models-of.js'
import { knowsCaller } from '../shown.js'
import { valueExpression } from './expression.js'

/** Whether the handler of an operation needs the caller's id: for a step, or for what it shows. */
export function usesCaller(operation: ImplementedOperation): boolean {
  return (
    endsOwnSession(operation) ||
    mentionsCaller(operation.steps) ||
    showsToCaller(operation) ||
    showsSentToken(operation)
  )
}

/** Whether an operation ends sessions of its caller, or one that must be the caller's. */
function endsOwnSession({ steps }: ImplementedOperation): boolean {
  return steps.some(({ kind }) => kind === 'authenticate') && steps.some(({ kind }) => kind === 'end')
}

/** Whether what an operation shows depends on who asks. */
function showsToCaller({ responseBody }: Operation): boolean {
  return viewsShownBy(responseBody).some((view: View) => knowsCaller(view))
}

/** The caller's id where there may be no caller: None without a token, and where nobody asks for one. */
export function callerOrNone(handler: Handler): Expression {
  const authenticate = handler.operation.steps.find((step) => step.kind === 'authenticate')
  if (authenticate?.kind !== 'authenticate') return none
  if (!authenticate.optional) return valueExpression(handler, { kind: 'caller' })
  const user = name('current_user')
  return conditional(user, subscript(user, string('id')), none)
}

/** Whether any step uses the caller's id as a value. */
function mentionsCaller(steps: readonly Step[]): boolean {
  return steps.some((step) => holdsCaller(step))
}

function holdsCaller(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, inner]) => key !== 'origins' && ((key === 'kind' && inner === 'caller') || holdsCaller(inner)),
  )
}

/** Whether an answer repeats the token that the caller sent, for no step issues one. */
export function showsSentToken({ responseBody, steps }: Pick<Operation, 'responseBody' | 'steps'>): boolean {
  const issued = (steps ?? []).some((step) => step.kind === 'issue' || step.kind === 'renew')
  return responseBody.kind === 'envelope' && !issued && holdsToken(responseBody)
}

function holdsToken({ members }: Envelope): boolean {
  return members.some(
    (member) => member.kind === 'token' || (member.kind === 'envelope' && holdsToken(member.body)),
  )
}
