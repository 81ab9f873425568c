import { errorOf, serviceTokens } from '../../../design/aspect.js'
import { call, keyword, spread, subscript, type Keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, formatted, none, string } from '../../../python/nodes/literal.js'
import { name, symbol } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { python } from '../../../python/nodes/quotation.js'
import { expression, type Statement } from '../../../python/nodes/statement.js'
import { settingWith, type BackendSetting } from '../../modules/settings.js'
import { publishedAlgorithms } from '../../modules/token.js'
import { tokenTrust } from '../../modules/token-settings.js'
import { assertStatus, respond, send } from '../request.js'
import { errorOfCause, type Scope } from '../scope.js'
import { staticRequest, type StaticRequest } from '../static-request.js'
import { testCase, type Argument, type TestCase } from '../test-case.js'
import { privateKey } from '../token-fixtures.js'

const NEW_SECRET = 'new-secret-of-at-least-32-characters'
const OLD_SECRET = 'old-secret-of-at-least-32-characters'

/** An operation that needs a token, and what it is asked. */
interface Guarded {
  readonly scope: Scope
  readonly request: StaticRequest
  /** Status of a refused token. */
  readonly refusal: number
}

/** Which tokens count is settings: shown on the first operation that needs one. */
export function tokenSettings(scopes: readonly Scope[]): readonly TestCase[] {
  const needing = scopes.filter((scope) => scope.protected)
  const scope = needing.find(({ operation }) => operation.method === 'GET') ?? needing[0]
  if (scope === undefined || /^(?:own-secret|sessions)$/.test(tokenTrust(scope.backend))) return []
  const [request, error] = [staticRequest(scope), errorOfCause(scope.operation, 'token')]
  if (request === null || error === null) return []
  const guarded = { scope, request, refusal: error.status }
  const tests = [
    ...rotation(guarded),
    recipients(guarded),
    publishedKeys(guarded),
    otherKeys(guarded),
    keyServerDown(guarded),
  ]
  return tests.map((test) => ({
    ...test,
    operation: scope.operation.id,
    origins: [{ kind: 'standard', clause: 'AUTH-1' }],
  }))
}

function rotation(guarded: Guarded): readonly TestCase[] {
  const setting = settingWith(guarded.scope.backend, 'rotation')
  if (setting === null) return []
  const secrets = string(`2:${NEW_SECRET},1:${OLD_SECRET}`)
  return [
    testCase({
      name: 'each_secret_of_a_rotation_counts',
      shows: 'While the secret is changed, the new and the old one count, and no other',
      fixtures: ['no_database', 'anonymous', 'make_token', 'use_settings'],
      parametrized: [
        {
          arguments: [argument('key', symbol('typing', 'Any')), argument('accepted', name('bool'))],
          runs: [
            { id: 'new', values: [string(NEW_SECRET), boolean(true)] },
            { id: 'old', values: [string(OLD_SECRET), boolean(true)] },
            { id: 'neither', values: [none, boolean(false)] },
          ],
        },
      ],
      body: [
        use(keyword(setting.attribute, secrets)),
        ask(guarded, keyword('key', name('key'))),
        assertAccepted(guarded, name('accepted')),
      ],
      proves: [serviceTokens],
    }),
  ]
}

function recipients(guarded: Guarded): TestCase {
  const runs: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['both', { aud: 'backend', iss: 'issuer' }],
    ['other audience', { aud: 'frontend', iss: 'issuer' }],
    ['no audience', { iss: 'issuer' }],
    ['other issuer', { aud: 'backend', iss: 'stranger' }],
    ['no issuer', { aud: 'backend' }],
  ]
  return testCase({
    name: 'audience_and_issuer_count_where_configured',
    shows: 'A token for another audience or of another issuer is refused',
    fixtures: ['no_database', 'anonymous', 'make_token', 'use_settings'],
    parametrized: [
      {
        arguments: [
          argument('claims', subscript(name('dict'), name('str'), name('str'))),
          argument('accepted', name('bool')),
        ],
        runs: runs.map(([id, claims]) => ({
          id,
          values: [
            dictionary(Object.entries(claims).map(([claim, value]) => [string(claim), string(value)])),
            boolean(id === 'both'),
          ],
        })),
      },
    ],
    body: [
      use(
        keyword(attributeOf(guarded, 'audience'), string('backend')),
        keyword(attributeOf(guarded, 'issuer'), string('issuer')),
      ),
      ask(guarded, spread(name('claims'))),
      assertAccepted(guarded, name('accepted')),
    ],
    proves: [serviceTokens],
  })
}

function publishedKeys(guarded: Guarded): TestCase {
  return testCase({
    name: 'a_token_signed_with_a_published_key_is_accepted',
    shows: 'The keys of the configured key server count',
    fixtures: ['no_database', 'anonymous', 'make_token', 'publish_key', 'use_settings'],
    parametrized: [
      {
        arguments: [argument('algorithm', name('str')), argument('key', symbol('typing', 'Any'))],
        runs: publishedAlgorithms(guarded.scope.backend).map((algorithm) => ({
          id: algorithm,
          values: [string(algorithm), privateKey(algorithm)],
        })),
      },
    ],
    body: [
      python`publish_key(key, algorithm)`,
      use(keyword(attributeOf(guarded, 'keys'), formatted('https://issuer.example/', name('algorithm')))),
      ask(guarded, keyword('key', name('key')), keyword('algorithm', name('algorithm'))),
      assertAccepted(guarded, boolean(true)),
    ],
    proves: [serviceTokens],
  })
}

function otherKeys(guarded: Guarded): TestCase {
  const [algorithm = 'EdDSA'] = publishedAlgorithms(guarded.scope.backend)
  const signed = (id: string, changes: readonly (readonly [string, Expression])[]) => ({
    id,
    values: [dictionary(changes.map(([key, value]) => [string(key), value]))],
  })
  return testCase({
    name: 'a_token_signed_otherwise_is_refused',
    shows: 'Where keys are published, only they count: no secret, and no key that the token brings',
    fixtures: ['no_database', 'anonymous', 'make_token', 'publish_key', 'use_settings'],
    parametrized: [
      {
        arguments: [argument('changes', subscript(name('dict'), name('str'), symbol('typing', 'Any')))],
        runs: [
          signed('a secret', [
            ...(settingWith(guarded.scope.backend, 'secret') === null
              ? [['key', string(NEW_SECRET)] as const]
              : []),
            ['algorithm', string('HS256')],
          ]),
          signed('another key', [
            ['key', privateKey(algorithm)],
            ['algorithm', string(algorithm)],
          ]),
          signed('an unknown key', [
            ['key', privateKey(algorithm)],
            ['algorithm', string(algorithm)],
            ['kid', string('2')],
          ]),
        ],
      },
    ],
    body: [
      python`publish_key(${privateKey(algorithm)}, ${string(algorithm)})`,
      use(keyword(attributeOf(guarded, 'keys'), string('https://issuer.example/others'))),
      ask(guarded, spread(name('changes'))),
      assertStatus(guarded.refusal),
    ],
    proves: [serviceTokens, errorOf(guarded.scope.operation, guarded.refusal, 'token')],
  })
}

function keyServerDown(guarded: Guarded): TestCase {
  const [algorithm = 'EdDSA'] = publishedAlgorithms(guarded.scope.backend)
  return testCase({
    name: 'an_unreachable_key_server_is_reported',
    shows: 'While keys cannot be fetched nobody can tell a true token: that is no refusal of the caller',
    fixtures: ['no_database', 'anonymous', 'make_token', 'monkeypatch', 'use_settings'],
    body: [
      python`
        from typing import Any
        import jwt

        def fail(client: Any) -> None:
            raise jwt.PyJWKClientConnectionError("no route to host")


        monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", fail)
      `,
      use(keyword(attributeOf(guarded, 'keys'), string('https://issuer.example/unreachable'))),
      ask(guarded, keyword('key', privateKey(algorithm)), keyword('algorithm', string(algorithm))),
      assertStatus(503),
      python`assert "no route to host" not in response.text`,
    ],
    proves: [serviceTokens],
  })
}

function argument(argumentName: string, type: Expression): Argument {
  return { name: argumentName, type }
}

/** `use_settings(…)`. */
function use(...values: readonly Keyword[]): Statement {
  return expression(call(name('use_settings'), ...values))
}

/** Sends the request with a token that is changed as given. */
function ask({ scope, request }: Guarded, ...changes: readonly Keyword[]): Statement {
  const token: Expression = {
    kind: 'binary',
    operator: '+',
    left: string(`${scope.backend.design.auth.authorizationScheme} `),
    right: call(name('make_token'), ...changes),
  }
  return respond(
    send(scope, 'anonymous', {
      path: request.path,
      body: request.content.kind === 'none' ? null : request.content,
      headers: dictionary([[string('Authorization'), token]]),
    }),
  )
}

/** What happens after the token was accepted is no matter here: the database is not there. */
function assertAccepted({ refusal }: Guarded, accepted: Expression): Statement {
  const passed = compare({ kind: 'attribute', value: name('response'), name: 'status_code' }, '!=', {
    kind: 'number',
    value: refusal,
  })
  return accepted.kind === 'boolean'
    ? { kind: 'assert', test: passed }
    : python`assert (${passed}) is ${accepted}`
}

function attributeOf({ scope }: Guarded, role: BackendSetting['role']): string {
  return settingWith(scope.backend, role)?.attribute ?? role
}
