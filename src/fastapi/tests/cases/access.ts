import { KIND_CLAIM } from '../../../behaviour/credentials/kinds.js'
import { snakeCase } from '../../../behaviour/naming.js'
import {
  errorOf,
  isolationOf,
  pathUserOf,
  serviceDatabaseDown,
  serviceErrors,
} from '../../../design/aspect.js'
import type { Aspect } from '../../../design/trace.js'
import { binary } from '../../../python/nodes/operator.js'
import { call, keyword, subscript } from '../../../python/nodes/call.js'
import { set } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, number, string } from '../../../python/nodes/literal.js'
import { name, symbol } from '../../../python/nodes/name.js'
import { identifier } from '../../../python/identifier.js'
import { python } from '../../../python/nodes/quotation.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { challengeOf } from '../../../design/known-callers.js'
import { own, tableNamed, type Backend } from '../../backend.js'
import { lookupOf } from '../../modules/session-caller.js'
import { callerHeaders, withoutDatabase } from '../caller-headers.js'
import { roleClaim } from '../../modules/roles.js'
import { usesSession } from '../../steps/session.js'
import { attributeOf } from '../../table.js'
import { factoryName } from '../arrangement.js'
import { ownerValue } from '../row-value.js'
import { assertMessage, assertStatus, respond, send } from '../request.js'
import { errorOfCause, fieldNamed, originsOf, stepsOf, type Scope } from '../scope.js'
import { staticRequest, type StaticRequest } from '../static-request.js'
import { lostTransaction } from './lost-transaction.js'
import { testCase, type Parametrization, type TestCase } from '../test-case.js'

/** An operation that can be called without any row. */
interface Callable {
  readonly scope: Scope
  readonly request: StaticRequest
}

/** Who may call, in which order refusals come, and what happens without a database. */
export function access(scopes: readonly Scope[]): readonly TestCase[] {
  const callable = scopes.flatMap((scope): readonly Callable[] => {
    const request = staticRequest(scope)
    return request === null ? [] : [{ scope, request }]
  })
  const guarded = callable.filter(({ scope }) => scope.protected)
  const owned = guarded.filter(({ scope }) => scope.ownerParameter !== null)
  const stored = callable.filter(({ scope }) => usesSession(scope))
  return [
    ...groups(guarded, 'token').map(({ members, first, status, message }, index) =>
      testCase({
        name: numbered('a_caller_without_token_is_refused', index),
        shows: 'A token is needed, before the body and the database are looked at',
        fixtures: ['no_database', 'anonymous'],
        parametrized: [routes(members)],
        body: [
          ...requestOf('anonymous'),
          assertStatus(status),
          python`assert response.headers["WWW-Authenticate"].startswith(${string(challengeOf(first.backend.design.auth))})`,
          assertMessage(first, message, status),
        ],
        proves: members.map(({ scope }) => errorOf(scope.operation, status, 'token')),
        origins: originsOf(first.operation, 'error.401', 'access'),
      }),
    ),
    ...groups(guarded, 'expired-token').map(({ members, first, status, message }, index) =>
      testCase({
        name: numbered('an_expired_token_is_refused', index),
        shows: 'A token does not outlive its expiry',
        fixtures: [...withoutDatabase(first.backend), 'anonymous', 'make_token'],
        parametrized: [routes(members)],
        body: [
          python`
            from datetime import UTC, datetime, timedelta

            expired = datetime.now(UTC) - timedelta(hours=1)
            headers = ${callerHeaders(first.backend, makeExpired(first.backend))}
            response = anonymous.request(method, path, json=content, headers=headers)
          `,
          assertStatus(status),
          assertMessage(first, message, status),
        ],
        proves: members.map(({ scope }) => errorOf(scope.operation, status, 'expired-token')),
        origins: originsOf(first.operation, 'error.401', 'access'),
      }),
    ),
    ...groups(owned, 'other-user').map(({ members, first, status, message }, index) =>
      testCase({
        name: numbered('the_path_of_another_user_is_refused', index),
        shows: 'The user in the path must be the caller, before the database is asked',
        fixtures: [...withoutDatabase(first.backend), 'other_client'],
        parametrized: [routes(members)],
        body: [...requestOf('other_client'), assertStatus(status), assertMessage(first, message, status)],
        proves: members.flatMap(({ scope }) => [
          errorOf(scope.operation, status, 'other-user'),
          isolationOf(scope.operation),
        ]),
        origins: originsOf(first.operation, `error.${status}`),
      }),
    ),
    ...ignoredUser(guarded),
    ...roles(guarded),
    ...otherKinds(guarded),
    ...malformedBody(owned.length > 0 ? owned : guarded),
    ...unforeseen(stored),
    ...stored.slice(0, 1).flatMap(({ scope, request }) => lostTransaction(scope, request)),
    ...groups(stored, 'database').map(({ members, first, status }, index) =>
      testCase({
        name: numbered('an_unreachable_database_is_reported', index),
        shows: 'Without a database the answer says so, without details',
        fixtures: ['no_database', members.some(({ scope }) => scope.protected) ? 'client' : 'anonymous'],
        parametrized: [routes(members)],
        body: [
          ...requestOf(
            members.some(({ scope }) => scope.protected) ? 'client' : 'anonymous',
            first.operation.form === true,
          ),
          assertStatus(status),
          python`assert "no route to host" not in response.text`,
        ],
        proves: [
          serviceDatabaseDown,
          ...members.map(({ scope }): Aspect => errorOf(scope.operation, status, 'database')),
        ],
        origins: [{ kind: 'standard', clause: 'ERR-8' }],
      }),
    ),
  ]
}

/** Whoever the path names, the caller is let through to what is the caller's own. */
function ignoredUser(guarded: readonly Callable[]): readonly TestCase[] {
  const open = guarded.filter(({ scope }) => scope.operation.ignoredUser !== undefined)
  const [found] = open
  if (found === undefined) return []
  return [
    testCase({
      name: 'the_user_in_the_path_is_ignored',
      shows: 'The token alone tells who calls; no path is refused for the user that it names',
      fixtures: ['client'],
      parametrized: [routes(open)],
      body: [
        ...requestOf('client'),
        python`assert response.status_code not in ${set([number(401), number(403)])}`,
      ],
      proves: open.map(({ scope }) => pathUserOf(scope.operation)),
      origins: originsOf(found.scope.operation, 'access'),
    }),
  ]
}

/** `make_token(exp=expired)`, or a session that is over. */
function makeExpired(backend: Backend): Expression {
  return call(name('make_token'), keyword(lookupOf(backend) === null ? 'exp' : 'expires_at', name('expired')))
}

/** A caller without the role is refused, with the role let through. */
function roles(guarded: readonly Callable[]): readonly TestCase[] {
  const permitted = guarded.filter(({ scope }) => stepsOf(scope.operation, 'permit').length > 0)
  return groups(permitted, 'role').flatMap(({ members, first, status, message }, index) => {
    const { backend } = first
    const claim = roleClaim(backend)
    const lacking = claim === null ? [] : [keyword(claim, string('nobody'))]
    const token = call(name('make_token'), ...lacking)
    return [
      testCase({
        name: numbered('a_caller_without_the_role_is_refused', index),
        shows: 'Whoever lacks the role is refused, before the body is looked at',
        fixtures: ['anonymous', 'make_token'],
        parametrized: [routes(members)],
        body: [
          python`
            headers = ${callerHeaders(backend, token)}
            response = anonymous.request(method, path, json=content, headers=headers)
          `,
          assertStatus(status),
          assertMessage(first, message, status),
        ],
        proves: members.map(({ scope }) => errorOf(scope.operation, status, 'role')),
        origins: originsOf(first.operation, `error.${status}`, 'access'),
      }),
      ...(claim === null ? inAccounts(members, first, status, index) : []),
    ]
  })
}

/** A token of one kind of accounts is none of another: their numbers are the same (CWE-863). */
function otherKinds(guarded: readonly Callable[]): readonly TestCase[] {
  const kinds = guarded[0]?.scope.backend.design.auth.kinds ?? []
  return kinds.flatMap(({ entity, role }) => {
    const closed = guarded.filter(({ scope }) =>
      stepsOf(scope.operation, 'permit').some((permit) => !permit.roles.includes(role)),
    )
    return groups(closed, 'role').map(({ members, first, status, message }, index) => {
      const claim = keyword(roleClaim(first.backend) ?? KIND_CLAIM, string(role))
      return testCase({
        name: numbered(`a_token_of_${identifier(snakeCase(entity))}_is_refused`, index),
        shows: `A token of ${entity} opens nothing that is for other accounts`,
        fixtures: ['anonymous', 'make_token'],
        parametrized: [routes(members)],
        body: [
          python`
            headers = ${callerHeaders(first.backend, call(name('make_token'), claim))}
            response = anonymous.request(method, path, json=content, headers=headers)
          `,
          assertStatus(status),
          assertMessage(first, message, status),
        ],
        proves: members.map(({ scope }) => errorOf(scope.operation, status, 'role')),
        origins: originsOf(first.operation, `error.${status}`, 'access'),
      })
    })
  })
}

/** The role of the caller's own account counts. */
function inAccounts(
  members: readonly Callable[],
  first: Scope,
  status: number,
  index: number,
): readonly TestCase[] {
  const { backend, operation } = first
  const [permit] = stepsOf(operation, 'permit')
  const [role] = permit?.roles ?? []
  const [callable] = members
  if (permit === undefined || role === undefined || callable === undefined || permit.source.kind === 'claim')
    return []
  const { source } = permit
  const table = tableNamed(backend, source.entity)
  const key = fieldNamed(table.entity, source.key)
  const make = call(
    name(factoryName(table)),
    keyword(attributeOf(table, source.key), ownerValue(backend, 'USER', key?.type ?? 'integer')),
    keyword(
      attributeOf(table, source.field),
      source.kind === 'flag' ? { kind: 'boolean', value: true } : string(role),
    ),
  )
  return [
    testCase({
      name: numbered('a_caller_with_the_role_is_let_through', index),
      shows: 'The role of the account counts',
      fixtures: ['anonymous', 'make_token', factoryName(table)],
      body: [
        { kind: 'expression', value: make },
        python`
          headers = ${callerHeaders(backend, call(name('make_token')))}
          response = anonymous.request(${string(operation.method)}, ${callable.request.path}, headers=headers)
          assert response.status_code not in ${set([number(401), number(status)])}
        `,
      ],
      operation: operation.id,
      proves: [errorOf(operation, status, 'role')],
      origins: originsOf(operation, 'access'),
    }),
  ]
}

/** A defect is answered with a generic body. */
function unforeseen(stored: readonly Callable[]): readonly TestCase[] {
  const [found] = stored
  if (found === undefined) return []
  const { backend, operation } = found.scope
  const { getSession } = backend.design.service.layout.symbols
  const client = found.scope.protected ? 'client' : 'anonymous'
  return [
    testCase({
      name: 'an_unforeseen_failure_tells_nothing',
      shows: 'A defect is answered with a generic body; its details stay in the log',
      fixtures: [client, 'monkeypatch'],
      body: [
        python`
          def fail() -> None:
              raise RuntimeError("details that nobody may see")


          monkeypatch.setitem(${own(backend, 'main', 'app')}.dependency_overrides, ${own(backend, 'database', getSession)}, fail)
          ${[
            respond(
              send(found.scope, client, {
                path: found.request.path,
                body: found.request.content.kind === 'none' ? null : found.request.content,
              }),
            ),
          ]}
          assert response.status_code == 500
          assert "details" not in response.text
        `,
      ],
      operation: operation.id,
      proves: [serviceErrors],
      origins: [{ kind: 'standard', clause: 'ERR-9' }],
    }),
  ]
}

/** A body that is no JSON says nothing to a caller who may not call. */
function malformedBody(guarded: readonly Callable[]): readonly TestCase[] {
  const found = guarded.find(
    ({ scope }) => scope.operation.body.length > 0 && errorOfCause(scope.operation, 'validation') !== null,
  )
  if (found === undefined) return []
  const { scope, request } = found
  const { operation } = scope
  const refusals: readonly (readonly [string, number | undefined])[] = [
    ['anonymous', errorOfCause(operation, 'token')?.status],
    [
      'other_client',
      scope.ownerParameter === null ? undefined : errorOfCause(operation, 'other-user')?.status,
    ],
    ['client', errorOfCause(operation, 'validation')?.status],
  ]
  const known = refusals.filter(([, status]) => status !== undefined)
  return [
    testCase({
      name: 'a_malformed_body_is_judged_after_the_caller',
      shows: 'The caller is judged first, then the body',
      fixtures: [...withoutDatabase(scope.backend), ...known.map(([client]) => client)],
      body: [
        python`
          headers = {"Content-Type": "application/json"}
        `,
        ...known.flatMap(([client, status]) => [
          python`response = ${name(client)}.request(${string(operation.method)}, ${request.path}, content=b"{", headers=headers)`,
          assertStatus(status ?? 0),
        ]),
      ],
      operation: operation.id,
      proves: (['token', 'other-user', 'validation'] as const).flatMap((cause) => {
        const error = errorOfCause(operation, cause)
        return error === null ? [] : [errorOf(operation, error.status, cause)]
      }),
      origins: originsOf(operation, 'error.401', 'access'),
    }),
  ]
}

interface Group {
  readonly members: readonly Callable[]
  readonly first: Scope
  readonly status: number
  readonly message: string
}

/** Operations that answer a cause alike. */
function groups(callable: readonly Callable[], cause: Parameters<typeof errorOfCause>[1]): readonly Group[] {
  const found = new Map<string, Group>()
  for (const each of callable) {
    const error = errorOfCause(each.scope.operation, cause)
    if (error === null) continue
    const key = JSON.stringify([
      error.status,
      error.message,
      ...(cause === 'database' ? [each.scope.protected, each.scope.operation.form === true] : []),
    ])
    const group = found.get(key)
    found.set(key, {
      members: [...(group?.members ?? []), each],
      first: group?.first ?? each.scope,
      status: error.status,
      message: error.message,
    })
  }
  return [...found.values()]
}

function numbered(base: string, index: number): string {
  return index === 0 ? base : `${base}_${index + 1}`
}

/** One run per operation. */
function routes(members: readonly Callable[]): Parametrization {
  return {
    constant: 'ROUTES',
    arguments: [
      { name: 'method', type: name('str') },
      { name: 'path', type: name('str') },
      { name: 'content', type: CONTENT },
    ],
    runs: members.map(({ scope, request }) => ({
      id: scope.operation.name,
      values: [string(scope.operation.method), request.path, request.content],
    })),
  }
}

/** `dict[str, Any] | None`. */
const CONTENT: Expression = binary(subscript(name('dict'), name('str'), symbol('typing', 'Any')), '|', none)

function requestOf(client: string, form = false): readonly Statement[] {
  if (form) return [python`response = ${name(client)}.request(method, path, data=content)`]
  return [python`response = ${name(client)}.request(method, path, json=content)`]
}
