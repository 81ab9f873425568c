import { errorOf, serviceTokens } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, none, string } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { python } from '../../../python/nodes/quotation.js'
import { expression, type Statement } from '../../../python/nodes/statement.js'
import type { SessionLookup } from '../../../design/session-lookup.js'
import { own } from '../../backend.js'
import { AUTH_SESSION } from '../../modules/auth-sessions.js'
import { lookupOf } from '../../modules/session-caller.js'
import { settingWith } from '../../modules/settings.js'
import { callerHeaders } from '../caller-headers.js'
import { assertStatus, respond, send } from '../request.js'
import { errorOfCause, originsOf, type Scope } from '../scope.js'
import { staticRequest, type StaticRequest } from '../static-request.js'
import { testCase, type TestCase } from '../test-case.js'

const NEW_SECRET = 'new-secret-of-at-least-32-characters'
const OLD_SECRET = 'old-secret-of-at-least-32-characters'

/** An operation that needs a session, and what it is asked. */
interface Guarded {
  readonly scope: Scope
  readonly request: StaticRequest
  readonly lookup: SessionLookup
  /** Status of a refused session. */
  readonly refusal: number
}

/** Which sessions count: shown on the first operation that needs one. */
export function sessionToken(scopes: readonly Scope[]): readonly TestCase[] {
  const guarded = scopes.flatMap((scope): readonly Guarded[] => {
    const [request, error] = [staticRequest(scope), errorOfCause(scope.operation, 'token')]
    const lookup = lookupOf(scope.backend)
    return !scope.protected || request === null || error === null || lookup === null
      ? []
      : [{ scope, request, lookup, refusal: error.status }]
  })
  const first = guarded.find(({ scope }) => scope.operation.method === 'GET') ?? guarded[0]
  if (first === undefined) return []
  const changing = guarded.find(({ scope }) => scope.operation.method !== 'GET')
  return [
    malformed(first),
    ended(first),
    secrets(first),
    ...(first.lookup.carrier === 'cookie' ? [overHttps(first)] : []),
    ...(changing?.lookup.carrier === 'cookie' ? [foreignOrigin(changing)] : []),
  ].map((test) => ({
    ...test,
    operation: first.scope.operation.id,
    origins: originsOf(first.scope.operation, 'error.401', 'access'),
  }))
}

/** Sends the request with these headers. */
function ask({ scope, request }: Guarded, headers: Expression): Statement {
  return respond(
    send(scope, 'anonymous', {
      path: request.path,
      body: request.content.kind === 'none' ? null : request.content,
      headers,
    }),
  )
}

function malformed(guarded: Guarded): TestCase {
  const { scope, refusal } = guarded
  return testCase({
    name: 'a_malformed_token_is_refused',
    shows: 'Only a token with its signature is looked up',
    fixtures: ['no_database', 'anonymous'],
    parametrized: [
      {
        arguments: [{ name: 'token', type: name('str') }],
        runs: [
          ['empty', ''],
          ['no signature', 'a.'],
          ['a wrong signature', 'abcdefghijklmnopqrstuvwxyz012345.c2lnbmF0dXJl'],
          ['a strange signature', 'abcdefghijklmnopqrstuvwxyz012345.%00%ff'],
        ].map(([id = '', token = '']) => ({ id, values: [string(token)] })),
      },
    ],
    body: [ask(guarded, callerHeaders(scope.backend, name('token'))), assertStatus(refusal)],
    proves: [serviceTokens, errorOf(scope.operation, refusal, 'token')],
  })
}

function ended(guarded: Guarded): TestCase {
  const { scope, refusal } = guarded
  const table = own(scope.backend, 'authSessions', AUTH_SESSION)
  return testCase({
    name: 'an_ended_session_is_refused',
    shows: 'Who signed out is refused at once, however good the signature is',
    fixtures: ['anonymous', 'make_token', 'session'],
    body: [
      python`
        from sqlmodel import delete

        headers = ${callerHeaders(scope.backend, call(name('make_token')))}
        session.exec(delete(${table}))
        session.commit()
      `,
      ask(guarded, name('headers')),
      assertStatus(refusal),
    ],
    proves: [serviceTokens, errorOf(scope.operation, refusal, 'token')],
  })
}

function secrets(guarded: Guarded): TestCase {
  const { scope, refusal } = guarded
  const setting = settingWith(scope.backend, 'rotation')?.attribute ?? 'secrets'
  const key = call(name('make_token'), keyword('key', name('key')))
  return testCase({
    name: 'each_secret_of_a_rotation_counts',
    shows: 'While the secret is changed, the new and the old one count, and no other',
    fixtures: ['anonymous', 'make_token', 'use_settings'],
    parametrized: [
      {
        arguments: [
          { name: 'key', type: binary(name('str'), '|', none) },
          { name: 'accepted', type: name('bool') },
        ],
        runs: [
          { id: 'new', values: [string(NEW_SECRET), boolean(true)] },
          { id: 'old', values: [string(OLD_SECRET), boolean(true)] },
          { id: 'neither', values: [none, boolean(false)] },
        ],
      },
    ],
    body: [
      expression(call(name('use_settings'), keyword(setting, string(`2:${NEW_SECRET},1:${OLD_SECRET}`)))),
      ask(guarded, callerHeaders(scope.backend, key)),
      python`assert (response.status_code != ${{ kind: 'number', value: refusal }}) is accepted`,
    ],
    proves: [serviceTokens, errorOf(scope.operation, refusal, 'token')],
  })
}

function overHttps(guarded: Guarded): TestCase {
  const { lookup, refusal } = guarded
  const prefixed = binary(string(`__Secure-${lookup.cookie}=`), '+', call(name('make_token')))
  return testCase({
    name: 'the_cookie_has_a_prefix_over_https',
    shows: 'The name that Better Auth gives its cookie over HTTPS counts as well',
    fixtures: ['anonymous', 'make_token'],
    body: [
      ask(guarded, dictionary([[string('Cookie'), prefixed]])),
      python`assert response.status_code != ${{ kind: 'number', value: refusal }}`,
    ],
    proves: [serviceTokens],
  })
}

function foreignOrigin(guarded: Guarded): TestCase {
  return testCase({
    name: 'a_page_of_another_origin_changes_nothing',
    shows: 'A browser sends the cookie for any page; one of another origin is refused',
    fixtures: ['client'],
    body: [
      respond(
        send(guarded.scope, 'client', {
          path: guarded.request.path,
          body: guarded.request.content.kind === 'none' ? null : guarded.request.content,
          headers: dictionary([[string('Origin'), string('https://elsewhere.example')]]),
        }),
      ),
      assertStatus(403),
    ],
    proves: [serviceTokens],
  })
}
