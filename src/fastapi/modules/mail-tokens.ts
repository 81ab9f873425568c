import type { MailPurpose, MailTokenStore } from '../../design/mail-token.js'
import { call, keyword } from '../../python/nodes/call.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, expression, type Statement } from '../../python/nodes/statement.js'
import { own, someStep, tableNamed, type Backend } from '../backend.js'
import { attributeOf } from '../table.js'
import { userIdAnnotation } from '../user-id.js'
import { duration } from './credentials.js'
import { sessionType } from '../session-type.js'

/** Where tokens of mails are kept; null where none are. */
export function mailTokenStore({ design }: Pick<Backend, 'design'>): MailTokenStore | null {
  return design.auth.mailTokens ?? null
}

/** Statements of the module that keeps tokens which were sent by mail. */
export function mailTokensModule(backend: Backend, store: MailTokenStore): readonly Statement[] {
  const table = tableNamed(backend, store.entity)
  const model = own(backend, 'models', table.className)
  const column = (field: string): Expression =>
    call(symbol('sqlmodel', 'col'), attribute(model, attributeOf(table, field)))
  const given = (field: string, value: Expression) => keyword(attributeOf(table, field), value)
  const waits = (value: Expression): Expression => (backend.asynchronous ? awaited(value) : value)
  const run = (statement: Expression): Expression =>
    waits(call(attribute(name('session'), 'exec'), statement))
  const remove = (...conditions: readonly Expression[]): Expression =>
    call(attribute(call(symbol('sqlmodel', 'delete'), model), 'where'), ...conditions)
  const session = parameter('session', sessionType(backend))
  const account = userIdAnnotation(backend.userId)
  const purposes = (['verify', 'reset'] as const).filter((purpose) =>
    someStep(backend, (step) => step.kind === 'mail' && step.purpose === purpose),
  )
  const row = call(
    model,
    given(store.hash, call(name('token_hash'), name('token'))),
    given(store.account, name('account_id')),
    given(store.purpose, name('purpose')),
    given(
      store.expires,
      binary(name('now'), '+', {
        kind: 'subscript',
        value: name('LIFETIMES'),
        indexes: [name('purpose')],
      }),
    ),
  )
  const mine = compare(column(store.account), '==', name('account_id'))
  const forThis = compare(column(store.purpose), '==', name('purpose'))
  const redeemed = call(
    attribute(
      remove(
        compare(column(store.hash), '==', call(name('token_hash'), name('token'))),
        forThis,
        compare(column(store.expires), '>', name('now')),
      ),
      'returning',
    ),
    column(store.account),
  )
  return [
    python`
      import hashlib
      from datetime import timedelta

      LIFETIMES = ${dictionary(purposes.map((purpose) => [string(purpose), duration(store.lifetimes[purpose])]))}


      def token_hash(token: str) -> str:
          """Return what is stored in place of a token; it is random, so that it needs no salt."""
          return hashlib.sha256(token.encode()).hexdigest()
    `,
    functionDefinition('create_mail_token', {
      asynchronous: backend.asynchronous,
      parameters: [session, parameter('account_id', account), parameter('purpose', name('str'))],
      returns: name('str'),
      body: [
        docstring('Make a token for an account, in place of those that were sent before.'),
        python`
          import secrets
          from datetime import UTC, datetime

          token = secrets.token_urlsafe(32)
          now = datetime.now(UTC)
          ${[expression(run(remove(mine, forThis)))]}
          session.add(${row})
          ${[expression(waits(call(attribute(name('session'), 'commit'))))]}
          return token
        `,
      ],
    }),
    functionDefinition('redeem_mail_token', {
      asynchronous: backend.asynchronous,
      parameters: [session, parameter('token', name('str')), parameter('purpose', name('str'))],
      returns: binary(account, '|', none),
      body: [
        docstring('Take a token away and return whose it is; of requests at the same time one gets it.'),
        python`
          from datetime import UTC, datetime

          now = datetime.now(UTC)
          taken = ${redeemed}
          return ${call(attribute(run(name('taken')), 'scalar_one_or_none'))}
        `,
      ],
    }),
  ]
}

/** What a mail says; a person may word it otherwise. */
export const MAIL_TEXTS: { readonly [P in MailPurpose]: readonly [string, string] } = {
  verify: ['Confirm your address', 'Your code to confirm your address: '],
  reset: ['Reset your password', 'Your code to set a new password: '],
}
