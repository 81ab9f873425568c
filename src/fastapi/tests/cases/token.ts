import { errorOf, serviceTokens } from '../../../design/aspect.js'
import type { Keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, string } from '../../../python/nodes/literal.js'
import { name, symbol } from '../../../python/nodes/name.js'
import { subscript } from '../../../python/nodes/call.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { tokenTrust } from '../../modules/token-settings.js'
import { assertStatus, respond, send } from '../request.js'
import { userId } from '../row-value.js'
import { errorOfCause, originsOf, type Scope } from '../scope.js'
import { staticRequest } from '../static-request.js'
import { testCase, type TestCase } from '../test-case.js'
import { privateKey } from '../token-fixtures.js'

const SECRET = string('another secret of more than 32 characters')

/** Tokens that prove nothing are refused: shown on the first operation that needs one. */
export function token(scopes: readonly Scope[]): readonly TestCase[] {
  const guarded = scopes.filter((scope) => scope.protected)
  const scope = guarded.find(({ operation }) => operation.method === 'GET') ?? guarded[0]
  const request = scope === undefined ? null : staticRequest(scope)
  if (scope === undefined || request === null || tokenTrust(scope.backend) === 'sessions') return []
  const { backend, operation } = scope
  const error = errorOfCause(operation, 'token')
  const { algorithm, identityClaim, authorizationScheme } = backend.design.auth
  const asymmetric = tokenTrust(backend) === 'published-keys'
  const word = string(`${authorizationScheme} `)
  const origins = originsOf(operation, 'error.401', 'access')
  const ask = (header: Expression): Statement =>
    respond(
      send(scope, 'anonymous', {
        path: request.path,
        body: request.content.kind === 'none' ? null : request.content,
        headers: dictionary([[string('Authorization'), header]]),
      }),
    )
  const forged = (id: string, ...changes: readonly (readonly [string, Expression])[]) => ({
    id,
    values: [dictionary(changes.map(([key, value]) => [string(key), value]))],
  })
  const tests: TestCase[] = []
  if (error !== null) {
    tests.push(
      testCase({
        name: 'a_malformed_token_is_refused',
        shows: 'Only a token of the right form counts',
        fixtures: ['no_database', 'anonymous'],
        parametrized: [
          {
            arguments: [{ name: 'header', type: name('str') }],
            runs: [
              ['other scheme', 'Basic abc'],
              ['no token', authorizationScheme],
              ['no JWT', `${authorizationScheme} abc`],
              ['no JSON', `${authorizationScheme} a.b.c`],
            ].map(([id = '', header = '']) => ({ id, values: [string(header)] })),
          },
        ],
        body: [ask(name('header')), assertStatus(error.status)],
        operation: operation.id,
        proves: [serviceTokens, errorOf(operation, error.status, 'token')],
        origins,
      }),
      testCase({
        name: 'an_invalid_token_is_refused',
        shows: 'Signature and claims are verified',
        fixtures: ['no_database', 'anonymous', 'make_token'],
        parametrized: [
          {
            arguments: [
              { name: 'changes', type: subscript(name('dict'), name('str'), symbol('typing', 'Any')) },
            ],
            runs: [
              forged('wrong key', ['key', asymmetric ? privateKey(algorithm) : SECRET]),
              forged('no signature', ['algorithm', string('none')]),
              forged(
                'other algorithm',
                ['algorithm', string(algorithm === 'HS384' ? 'HS256' : 'HS384')],
                ...(asymmetric ? [['key', SECRET] as const] : []),
              ),
              forged('no expiry', ['exp', none]),
              forged(`no ${identityClaim}`, [identityClaim, none]),
              forged(`blank ${identityClaim}`, [identityClaim, string('  ')]),
              forged(
                'another identity claim',
                [identityClaim, none],
                [identityClaim === 'userId' ? 'uid' : 'userId', userId(backend, 'USER')],
              ),
            ],
          },
        ],
        body: [
          ask({
            kind: 'binary',
            operator: '+',
            left: word,
            right: makeToken([{ kind: 'keyword', name: null, value: name('changes') }]),
          }),
          assertStatus(error.status),
        ],
        operation: operation.id,
        proves: [serviceTokens, errorOf(operation, error.status, 'token')],
        origins,
      }),
    )
  }
  return tests
}

function makeToken(changes: readonly Keyword[]): Expression {
  return { kind: 'call', callee: name('make_token'), arguments: changes }
}
