import type { Expression as Value } from '../../design/expression.js'
import { KIND_CLAIM } from '../../behaviour/credentials/kinds.js'
import { keyword, call } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import { binary } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, docstring, traced, type Statement } from '../../python/nodes/statement.js'
import { passwordDefinitions } from './passwords.js'
import { SESSION_CLAIM, sessionStore } from './session-claim.js'
import { own, someStep, type Backend } from '../backend.js'
import type { OptionalDefinition } from '../definition-list.js'

/** Whether any operation stores or checks a password. */
export function keepsPasswords(backend: Backend): boolean {
  if (backend.firstAccount !== null) return true
  return someStep(
    backend,
    (step) =>
      step.kind === 'verify' ||
      ((step.kind === 'insert' || step.kind === 'assign') && step.values.some(({ value }) => isHash(value))),
  )
}

function isHash({ kind }: Value): boolean {
  return kind === 'hash'
}

/** The constant of the auth module that says how long access tokens are valid. */
export const ACCESS_LIFETIME = 'ACCESS_TOKEN_LIFETIME'

/** How long access tokens are valid, in seconds; null where none is issued. */
function accessLifetime(backend: Backend): number | null {
  for (const { steps } of backend.operations)
    for (const step of steps) if (step.kind === 'issue' && step.token === 'access') return step.lifetime
  return null
}

/** Constants of the auth module that credentials need. */
export function credentialConstants(backend: Backend): readonly Statement[] {
  const seconds = accessLifetime(backend)
  return seconds === null
    ? []
    : [
        traced(
          assign(name(ACCESS_LIFETIME), duration(seconds)),
          backend.design.auth.origins['lifetimes.access'] ?? [],
          'how long access tokens are valid',
        ),
      ]
}

/** `timedelta(hours=24)`, in the largest unit that gives a whole number of at least two, or of one. */
export function duration(seconds: number): Expression {
  const units = [
    ['days', 86_400],
    ['hours', 3600],
    ['minutes', 60],
  ] as const
  const [unit, size] = units.find(([, each]) => seconds % each === 0) ?? (['seconds', 1] as const)
  return call(symbol('datetime', 'timedelta'), keyword(unit, number(seconds / size)))
}

/** Functions of the auth module for passwords and tokens. */
export function credentialDefinitions(backend: Backend, secret: Expression): readonly OptionalDefinition[] {
  return [
    ...passwordDefinitions(backend),
    { name: 'create_access_token', uses: [], statements: [accessToken(backend, secret)] },
  ]
}

/** `create_access_token`; of several kinds of accounts, the token says which one it names. */
function accessToken(backend: Backend, secret: Expression): Statement {
  const { identityClaim, kinds = [], roleClaim } = backend.design.auth
  const sessions = sessionStore(backend) !== null
  const claims = dictionary([
    [string(identityClaim), name('user_id')],
    ...(kinds.length === 0 ? [] : [[string(roleClaim ?? KIND_CLAIM), name('role')] as const]),
    ...(sessions ? [[string(SESSION_CLAIM), name('session_id')] as const] : []),
    [string('iat'), name('now')],
    [string('exp'), binary(name('now'), '+', name(ACCESS_LIFETIME))],
  ])
  return functionDefinition('create_access_token', {
    parameters: [
      parameter('user_id', name('str')),
      ...(kinds.length === 0 ? [] : [parameter('role', name('str'))]),
      ...(sessions ? [parameter('session_id', name('str'))] : []),
    ],
    returns: name('str'),
    body: [
      docstring(
        kinds.length === 0
          ? sessions
            ? 'Sign a token that names a user and the session it belongs to.'
            : 'Sign a token that names a user.'
          : 'Sign a token that names a user of one table of accounts, which its role tells.',
      ),
      python`
        from datetime import UTC, datetime
        import jwt

        now = datetime.now(UTC)
        claims = ${claims}
        settings = ${own(backend, 'settings', 'get_settings')}()
        return jwt.encode(claims, ${secret}.get_secret_value(), ALGORITHM)
      `,
    ],
  })
}
