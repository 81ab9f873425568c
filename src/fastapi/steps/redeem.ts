import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { none, string } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { awaited, compare, conditional } from '../../python/nodes/operator.js'
import { assign, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { valueExpression } from './expression.js'
import { refuse, sessionCall } from './session.js'

/** A token that was sent by mail is used up, in the transaction of what it allows. */
export function emitRedeem(
  step: Extract<Step, { readonly kind: 'redeem' }>,
  handler: Handler,
): readonly Statement[] {
  const { backend } = handler
  const { local, table } = rowOf(handler, step.row)
  const redeemed = call(
    own(backend, 'mailTokens', 'redeem_mail_token'),
    name('session'),
    valueExpression(handler, step.token),
    string(step.purpose),
  )
  const found = sessionCall(handler, 'get', modelSymbol(backend, table), name('account_id'))
  return [
    traced(
      assign(name('account_id'), backend.asynchronous ? awaited(redeemed) : redeemed),
      step.origins,
      'takes the token, once',
    ),
    assign(name(local), conditional(compare(name('account_id'), 'is', none), none, found)),
    traced(
      when(compare(name(local), 'is', none), [refuse(handler, step.otherwise)]),
      step.origins,
      `${step.otherwise.status} when the token is unknown, used or expired`,
    ),
  ]
}
