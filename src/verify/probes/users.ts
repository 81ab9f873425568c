import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Design } from '../../design/design.js'
import type { UserIdType } from '../../design/user-id.js'
import { LookedUpSessions } from './looked-up-sessions.js'
import { signShared } from './token.js'

/** Somebody who calls the service. */
export interface User {
  readonly id: string
  /** Null when the service knows no tokens. */
  readonly token: string | null
}

/** Makes users that nobody has used before, so that probes never see each other's rows. */
export interface Users {
  readonly secret: string | null
  readonly fresh: () => User
  /** Claims of a valid token, to be changed by a probe. */
  readonly claims: (id: string) => Readonly<Record<string, string | number | readonly string[]>>
  /** Signs claims as the issuer would. */
  readonly sign: (claims: Readonly<Record<string, unknown>>) => string
  /** A valid token of a user. */
  readonly tokenOf: (id: string) => string
  /** The same user with a token that gives no role. */
  readonly withoutRoles: (user: User) => User
  /** Sessions that the service looks up; null where tokens prove themselves. */
  readonly sessions: LookedUpSessions | null
  /** Where a request shows the token. */
  readonly carrier: Carrier
}

/** The header that shows a token, and what stands before it: `Bearer `, or the name of the cookie. */
export interface Carrier {
  readonly header: 'authorization' | 'cookie'
  readonly prefix: string
}

/** Where requests of a design show tokens. */
function carrierOf({ auth }: Design): Carrier {
  return auth.lookup?.carrier === 'cookie'
    ? { header: 'cookie', prefix: `${auth.lookup.cookie}=` }
    : { header: 'authorization', prefix: `${auth.authorizationScheme} ` }
}

/** How long tokens of probes are valid, in seconds. */
const VALIDITY = 3600

/** The claim with every role that an operation asks for, or that widens what it reaches, where tokens carry roles. */
function rolesClaimed({ operations }: Design): Readonly<Record<string, readonly string[]>> {
  const permits = operations.flatMap(({ steps }) =>
    (steps ?? []).flatMap((step) =>
      step.kind === 'permit'
        ? [step]
        : step.kind === 'find' || step.kind === 'select'
          ? (step.wide ?? [])
          : [],
    ),
  )
  const source = permits[0]?.source
  if (source?.kind !== 'claim') return {}
  return { [source.claim]: [...new Set(permits.flatMap(({ roles }) => roles))] }
}

/**
 * Users of a service that verifies tokens of another issuer under a shared secret.
 * @param secret null when there is none: then tokens cannot be made
 * @param signed signs claims in JSON as an issuer does whose keys are published; null where the secret is shared
 */
export function usersOf(
  design: Design,
  type: UserIdType,
  secret: string | null,
  signed: ((payload: string) => string) | null = null,
): Users {
  const run = randomBytes(4).toString('hex')
  let count = 0
  const first = randomInt(1_000_000, 400_000_000)
  const { identityClaim } = design.auth
  const roles = rolesClaimed(design)
  const claims = (id: string): Record<string, string | number | readonly string[]> => {
    const now = Math.floor(Date.now() / 1000)
    return { [identityClaim]: id, iat: now, exp: now + VALIDITY, ...roles }
  }
  const sign = (values: Readonly<Record<string, unknown>>): string =>
    signed?.(JSON.stringify(values)) ??
    signShared({ header: {}, payload: JSON.stringify(values) }, secret ?? '')
  const { lookup = null } = design.auth
  const sessions = lookup === null || secret === null ? null : new LookedUpSessions(lookup, secret)
  const tokenOf = (id: string): string => sessions?.open(id, VALIDITY) ?? sign(claims(id))
  return {
    secret,
    claims,
    sign,
    tokenOf,
    withoutRoles: (user) =>
      user.token === null || sessions !== null
        ? user
        : {
            id: user.id,
            token: sign(
              Object.fromEntries(Object.entries(claims(user.id)).filter(([claim]) => !(claim in roles))),
            ),
          },
    sessions,
    carrier: carrierOf(design),
    fresh: () => {
      count += 1
      const id =
        type === 'uuid' ? randomUUID() : type === 'integer' ? String(first + count) : `probe-${run}-${count}`
      return { id, token: secret === null ? null : tokenOf(id) }
    },
  }
}
