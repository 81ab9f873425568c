import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited, binary, compare, conditional } from '../../python/nodes/operator.js'
import { assign, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { valueExpression } from './expression.js'
import { refuse, sessionCall } from './session.js'
import { unequal } from './unequal.js'

/** The variable that holds the session of a sign-in. */
export const OPENED = 'opened'

/** The session of a token is renewed, and its account is there and in use: one answer for everything else. */
export function emitRenew(
  step: Extract<Step, { readonly kind: 'renew' }>,
  handler: Handler,
): readonly Statement[] {
  const { backend } = handler
  const { local, table } = rowOf(handler, step.row)
  const renewed = call(
    own(backend, 'sessions', 'renew_session'),
    name('session'),
    valueExpression(handler, step.token),
  )
  const found = sessionCall(
    handler,
    'get',
    modelSymbol(backend, table),
    attribute(name(OPENED), 'account_id'),
  )
  const refused: readonly Expression[] = [
    compare(name(OPENED), 'is', none),
    compare(name(local), 'is', none),
    ...(step.active === null
      ? []
      : [
          unequal(
            attribute(name(local), attributeOf(table, step.active.field)),
            valueExpression(handler, step.active.value),
          ),
        ]),
  ]
  return [
    traced(
      assign(name(OPENED), backend.asynchronous ? awaited(renewed) : renewed),
      step.origins,
      'exchanges the refresh token',
    ),
    assign(name(local), conditional(name(OPENED), found, none)),
    traced(
      when(
        refused.reduce((left, right) => binary(left, 'or', right)),
        [refuse(handler, step.otherwise)],
      ),
      step.origins,
      `${step.otherwise.status} when the token is unknown, used or expired`,
    ),
  ]
}
