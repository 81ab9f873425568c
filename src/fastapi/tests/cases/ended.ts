import { endedOf, errorOf, successOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { own } from '../../backend.js'
import { SESSION_CLAIM, sessionStore } from '../../modules/session-claim.js'
import { attributeOf } from '../../table.js'
import { wrapped } from '../content.js'
import { keptSession, sentToken, STRANGE_TOKEN, type KeptSession } from '../kept-session.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { errorOfCause, originsOf, stepsOf, type Scope } from '../scope.js'
import { staticRequest } from '../static-request.js'
import { testCase, type TestCase } from '../test-case.js'

/** Logging out ends the session: its row is gone, and where the backend looks at it, so is the access token. */
export function ended(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const [end] = stepsOf(operation, 'end')
  const store = sessionStore(backend)
  const kept = keptSession(scope)
  const path = staticRequest(scope)?.path
  if (end?.row !== undefined && end.row !== null) return []
  if (end === undefined || store === null || kept === null || path === undefined) return []
  const key = attribute(name(kept.local), attributeOf(kept.table, store.key))
  const field = sentToken(operation)
  const ask = (token: Expression | null): Statement =>
    respond(
      send(scope, end.sessions === 'current' ? 'anonymous' : clientOf(scope), {
        path,
        ...(field === null
          ? {}
          : { body: wrapped(operation.bodyKey, dictionary([[string(field), token ?? kept.token]])) }),
        ...(end.sessions === 'current' ? { headers: name('headers') } : {}),
      }),
    )
  const word = string(`${backend.design.auth.authorizationScheme} `)
  const token = call(name('make_token'), keyword(SESSION_CLAIM, call(name('str'), key)))
  const header: readonly Statement[] =
    end.sessions === 'current'
      ? [assign(name('headers'), dictionary([[string('Authorization'), binary(word, '+', token)]]))]
      : []
  const again = end.sessions === 'current' && store.checked ? errorOfCause(operation, 'token') : null
  return [
    testCase({
      name: `${operation.name}_ends_${end.sessions === 'all' ? 'all_sessions' : 'the_session'}`,
      shows: 'Who logs out has no session any more',
      fixtures: [
        ...(end.sessions === 'current' ? ['anonymous', 'make_token'] : [clientOf(scope)]),
        'session',
        ...kept.fixtures,
      ],
      body: [
        ...kept.statements,
        ...header,
        ask(null),
        assertStatus(operation.success),
        gone(scope, kept),
        ...(again === null ? [] : [ask(null), assertStatus(again.status)]),
      ],
      operation: operation.id,
      proves: [successOf(operation), endedOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
    ...(end.otherwise === null ? [] : [strange(scope, ask, end.otherwise)]),
  ]
}

function gone({ backend }: Scope, { table }: KeptSession): Statement {
  const rows = call(
    attribute(name('session'), 'exec'),
    call(symbol('sqlmodel', 'select'), own(backend, 'models', table.className)),
  )
  return assertEqual(call(attribute(rows, 'first')), none)
}

function strange(
  scope: Scope,
  ask: (token: Expression) => Statement,
  { status, message }: { readonly status: number; readonly message: string },
): TestCase {
  const { operation } = scope
  return testCase({
    name: `${operation.name}_refuses_an_unknown_token`,
    shows: 'What is no token of a session ends none',
    fixtures: [clientOf(scope), 'engine'],
    body: [ask(string(STRANGE_TOKEN)), assertStatus(status), assertMessage(scope, message, status)],
    operation: operation.id,
    proves: [errorOf(operation, status, 'credentials')],
    origins: originsOf(operation, `error.${status}`, 'exists'),
  })
}
