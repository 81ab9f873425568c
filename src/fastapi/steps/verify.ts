import type { Lock, Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare, conditional, not } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { duration } from '../modules/credentials.js'
import { attributeOf, type Table } from '../table.js'
import { valueExpression } from './expression.js'
import { refuse, sessionCall } from './session.js'
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
  const lock = step.lock ?? null
  const plain = call(attribute(call(symbol('sqlmodel', 'select'), model), 'where'), condition)
  // Guesses that come side by side are counted one after the other.
  const statement = lock === null ? plain : call(attribute(plain, 'with_for_update'))
  const run = call(attribute(name('session'), 'exec'), statement)
  const found = handler.backend.asynchronous ? awaited(run) : run
  const outOfUse =
    step.active === null
      ? null
      : unequal(
          attribute(row, attributeOf(table, step.active.field)),
          valueExpression(handler, step.active.value),
        )
  const inactive = step.inactive ?? null
  const refused = [
    compare(row, 'is', none),
    not(name('matches')),
    ...(outOfUse === null || inactive !== null ? [] : [outOfUse]),
  ]
  return [
    // A name may be another account's address: of two rows the first one counts.
    assign(row, call(attribute(found, matches.length === 1 ? 'one_or_none' : 'first'))),
    assign(name('matches'), checked(handler, step, conditional(row, stored, none))),
    ...(lock === null ? [] : [refuseLocked(handler, step, lock, row, table)]),
    traced(
      when(
        refused.reduce((left, right) => binary(left, 'or', right)),
        [
          ...(lock === null ? [] : [countFailure(handler, lock, row, table)]),
          refuse(handler, step.otherwise),
        ],
      ),
      step.origins,
      about(step),
    ),
    ...(outOfUse === null || inactive === null
      ? []
      : [
          traced(
            when(outOfUse, [refuse(handler, inactive)]),
            step.origins,
            `${inactive.status} for an account that is not in use`,
          ),
        ]),
    ...(lock === null ? [] : [forgetFailures(handler, lock, row, table)]),
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

/** An account that is locked, whatever the password is: else the lock would tell when a guess is right. */
function refuseLocked(handler: Handler, step: Verify, lock: Lock, row: Expression, table: Table): Statement {
  const until = attribute(row, attributeOf(table, lock.until))
  const there = binary(compare(row, 'is not', none), 'and', compare(until, 'is not', none))
  const lasts = compare(until, '>', call(own(handler.backend, 'models', 'utc_now')))
  return traced(
    when(binary(there, 'and', lasts), [refuse(handler, lock.otherwise)]),
    step.origins,
    `${lock.otherwise.status} while the account is locked`,
  )
}

/** One failure more; the last one that is allowed locks the account. It is stored though the request fails. */
function countFailure(handler: Handler, lock: Lock, row: Expression, table: Table): Statement {
  const failures = attribute(row, attributeOf(table, lock.failures))
  const until = attribute(row, attributeOf(table, lock.until))
  return when(compare(row, 'is not', none), [
    python`
      ${failures} += 1
      if ${failures} >= ${number(lock.attempts)}:
          ${failures} = 0
          ${until} = ${call(own(handler.backend, 'models', 'utc_now'))} + ${duration(lock.seconds)}
      ${[expression(sessionCall(handler, 'commit'))]}
    `,
  ])
}

function forgetFailures(handler: Handler, lock: Lock, row: Expression, table: Table): Statement {
  return python`
    ${attribute(row, attributeOf(table, lock.failures))} = 0
    ${attribute(row, attributeOf(table, lock.until))} = None
    ${[expression(sessionCall(handler, 'commit'))]}
  `
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
