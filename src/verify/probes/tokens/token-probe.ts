import { challengeOf } from '../../../design/known-callers.js'
import { both, noFailure, status, statusOtherThan, that, type Expectation } from '../expectation.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import type { OperationProbe } from '../probe.js'
import type { Change, Prepared } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { mayEndCaller } from '../steps.js'

/** One request with an unusual token. */
export interface TokenAttempt {
  readonly label: string
  readonly change: Change
  /**
   * Refused with 401 unless it says so; `either` asks only that the service survives,
   * `challenged` that 401 tells how to sign in, `refused-or-too-long` lets a server refuse the header for its length
   * (RFC 6585, section 5), and `refused-or-foreign` lets it find that the path is of somebody else.
   */
  readonly answer?: 'accepted' | 'either' | 'challenged' | 'refused-or-too-long' | 'refused-or-foreign'
}

/** What a table row says of a probe of tokens. */
export interface TokenProbe extends Omit<OperationProbe, 'applies' | 'concerns' | 'fire'> {
  readonly attempts: (scope: ProbeScope, prepared: Prepared) => readonly TokenAttempt[]
  /** Which tokens it is about: those that are signed with their claims, sessions that are looked up, or both. */
  readonly about?: 'claims' | 'sessions' | 'both'
}

/** 401 with the challenge of RFC 9110, section 11.6.1. */
function challenged({ world }: Pick<ProbeScope, 'world'>): Expectation {
  const scheme = challengeOf(world.design.auth)
  return both(
    status(401),
    that(`WWW-Authenticate: ${scheme}`, ({ headers }) => {
      const challenge = headers['www-authenticate']
      return challenge?.toLowerCase().startsWith(scheme.toLowerCase()) === true
        ? null
        : `WWW-Authenticate is ${challenge === undefined ? 'missing' : challenge.slice(0, 80)}`
    }),
  )
}

/**
 * 401 with its challenge. A service that challenges nobody is told so once for each operation, by `token-challenge`;
 * the other probes look at the status alone then, lest one fault hide what each of them is for.
 */
async function unauthorized(scope: ProbeScope, prepared: Prepared): Promise<Expectation> {
  const { operation } = scope
  const known = challenging.get(operation)
  const challenges =
    known ?? challenged(scope).fault(await scope.send(prepared, { authorization: null })) === null
  challenging.set(operation, challenges)
  return challenges ? challenged(scope) : status(401)
}

const challenging = new WeakMap<ImplementedOperation, boolean>()

/**
 * A probe that sends tokens to every operation that asks for one. The request names rows that
 * nobody has: whoever gets past the token sees a 404, and nothing is changed.
 */
export function tokenProbe({ attempts, about = 'claims', ...described }: TokenProbe): OperationProbe {
  return {
    ...described,
    applies: ({ isProtected }) => isProtected,
    concerns: ({ lookup }) => about === 'both' || (about === 'sessions') === ((lookup ?? null) !== null),
    fire: async (scope) => {
      const prepared = await withoutRows(scope)
      const refusal = await unauthorized(scope, prepared)
      for (const [index, { label, change, answer = 'refused' }] of attempts(scope, prepared).entries()) {
        const expectation =
          answer === 'refused' ? refusal : answer === 'challenged' ? challenged(scope) : expected[answer]
        // Whom an accepted request may leave without an account sends no other one.
        const other = index > 0 && answer === 'accepted' && mayEndCaller(scope.operation)
        const another = other ? await withoutRows(scope) : prepared
        const own = other ? attempts(scope, another)[index]?.change : change
        await scope.expect(label, another, own ?? change, expectation)
      }
    },
  }
}

const expected = {
  accepted: both(statusOtherThan(401), noFailure),
  either: noFailure,
  'refused-or-foreign': status(401, 403, 400, 422, 414, 431),
  'refused-or-too-long': status(401, 400, 414, 431),
} as const

/** A valid request of which no row need exist. */
async function withoutRows(scope: ProbeScope): Promise<Prepared> {
  return await scope.prepare({ rowless: true })
}

/** A token with other claims; `undefined` takes one away. */
export function claiming(
  { world }: Pick<ProbeScope, 'world'>,
  { user }: Prepared,
  claims: Readonly<Record<string, unknown>>,
): Change {
  return { token: world.users.sign({ ...world.users.claims(user.id), ...claims }) }
}

/** Seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}
