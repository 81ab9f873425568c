import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare, conditional, not } from '../../python/nodes/operator.js'
import { assign, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { valueExpression } from './expression.js'
import { refuse } from './session.js'
import { inThread } from './thread.js'
import { unequal } from './unequal.js'

type Verify = Extract<Step, { readonly kind: 'verify' }>

/**
 * The password of an account. An account that does not exist costs the time of a check too (CWE-208), and has the
 * answer of a wrong password (CWE-204).
 */
export function emitVerify(step: Verify, handler: Handler): readonly Statement[] {
  const { local, table } = rowOf(handler, step.row)
  const row = name(local)
  const stored = attribute(row, attributeOf(table, step.hash))
  if (step.keys.length === 0) {
    const matches = checked(handler, step, stored)
    return [traced(when(not(matches), [refuse(handler, step.otherwise)]), step.origins, about(step))]
  }
  const model = modelSymbol(handler.backend, table)
  const sent = valueExpression(handler, step.value)
  const matches = step.keys.map((key) => compare(attribute(model, attributeOf(table, key)), '==', sent))
  const [only] = matches
  const condition =
    matches.length === 1 && only !== undefined ? only : call(symbol('sqlmodel', 'or_'), ...matches)
  const statement = call(attribute(call(symbol('sqlmodel', 'select'), model), 'where'), condition)
  const run = call(attribute(name('session'), 'exec'), statement)
  const found = handler.backend.asynchronous ? awaited(run) : run
  const refused = [
    compare(row, 'is', none),
    not(name('matches')),
    ...(step.active === null
      ? []
      : [
          unequal(
            attribute(row, attributeOf(table, step.active.field)),
            valueExpression(handler, step.active.value),
          ),
        ]),
  ]
  return [
    // A name may be another account's address: of two rows the first one counts.
    assign(row, call(attribute(found, matches.length === 1 ? 'one_or_none' : 'first'))),
    assign(name('matches'), checked(handler, step, conditional(row, stored, none))),
    traced(
      when(
        refused.reduce((left, right) => binary(left, 'or', right)),
        [refuse(handler, step.otherwise)],
      ),
      step.origins,
      about(step),
    ),
    ...(step.verified === undefined || step.verified === null
      ? []
      : [
          traced(
            when(not(attribute(row, attributeOf(table, step.verified.field))), [
              refuse(handler, step.verified.otherwise),
            ]),
            step.origins,
            `${step.verified.otherwise.status} until the account is verified`,
          ),
        ]),
  ]
}

function about({ otherwise }: Verify): string {
  return `${otherwise.status} when the name or the password is wrong`
}

/** The check itself, which takes tens of milliseconds: in a thread, where handlers share one loop. */
function checked(handler: Handler, step: Verify, stored: Expression): Expression {
  const check = own(handler.backend, 'auth', 'verify_password')
  const password = valueExpression(handler, step.password)
  return inThread(handler, check, password, stored)
}
