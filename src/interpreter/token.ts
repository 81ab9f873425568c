import { createHmac, timingSafeEqual } from 'node:crypto'
import { KIND_CLAIM } from '../behaviour/credentials/kinds.js'
import type { Auth } from '../design/service.js'
import { parseJsonText } from './json-text.js'
import { isNumberText, isParsedObject, type Parsed, type ParsedObject } from './parsed-json.js'
import type { Stored } from './stored.js'
import type { UserIdType } from '../design/user-id.js'
import { canonicalUuid } from './values/uuid.js'
import { isStorable, trimmed } from './values/text.js'

/** What a token shows: whom it names, or why it is refused. */
export type TokenReading =
  | {
      readonly kind: 'caller'
      readonly id: Stored
      readonly roles: readonly string[]
      /** The session it belongs to; null for none. */
      readonly session: string | null
    }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' }

/** What a token says beside whom it names. */
export interface TokenExtra {
  readonly role: string | null
  readonly session: string | null
}

/** The claim that names the session of a token. */
const SESSION_CLAIM = 'sid'

/** What tokens are checked against. */
export interface TokenRules {
  readonly auth: Auth
  readonly secret: string
  readonly userId: UserIdType
  readonly longestUserId: number
  /** The claim that holds the roles; null where no step asks for one. */
  readonly roleClaim: string | null
  /** Whether sessions are read from tokens. */
  readonly sessions: boolean
}

/** Node's names of the hashes behind the algorithms (RFC 7518, section 3.2). */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
])

/** Clocks of issuer and service may differ by this much. */
const LEEWAY_SECONDS = 10
const LONGEST_TOKEN = 8192
const INVALID: TokenReading = { kind: 'invalid' }

/** Whether tokens of an algorithm can be verified with a shared secret. */
export function isVerifiable(algorithm: string): boolean {
  return HASHES.has(algorithm)
}

/**
 * Verifies the token of an `Authorization` header (RFC 7519). The algorithm is the design's, never
 * that of the token (AUTH-1); a token without subject or end is refused (AUTH-5).
 * @param now seconds since 1970
 */
export function readToken(header: string | undefined, rules: TokenRules, now: number): TokenReading {
  const [scheme = '', ...rest] = (header ?? '').split(' ')
  const token = rest.join(' ').trim()
  if (scheme.toLowerCase() !== rules.auth.authorizationScheme.toLowerCase()) return INVALID
  const parts = token.length > LONGEST_TOKEN ? [] : token.split('.')
  const [head = '', body = '', signature = ''] = parts
  if (parts.length !== 3 || !isSigned(head, body, signature, rules)) return INVALID
  const claims = jsonPart(body)
  return claims === null ? INVALID : checked(claims, rules, now)
}

function isSigned(head: string, body: string, signature: string, { auth, secret }: TokenRules): boolean {
  const hash = HASHES.get(auth.algorithm)
  const header = jsonPart(head)
  if (hash === undefined || header === null || header.get('alg') !== auth.algorithm) return false
  // Nothing that a header calls critical is known here (RFC 7515, section 4.1.11).
  if (header.has('crit')) return false
  const expected = createHmac(hash, secret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  return /^[\w-]+$/.test(signature) && given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Signs a token for a user.
 * @param now seconds since 1970
 * @param lifetime seconds
 */
export function signToken(
  { auth, secret }: TokenRules,
  subject: string,
  now: number,
  lifetime: number,
  { role, session }: TokenExtra = { role: null, session: null },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    [auth.identityClaim]: subject,
    ...(role === null ? {} : { [auth.roleClaim ?? KIND_CLAIM]: role }),
    ...(session === null ? {} : { [SESSION_CLAIM]: session }),
    iat: now,
    exp: now + lifetime,
  }
  const signed = `${part({ alg: auth.algorithm, typ: 'JWT' })}.${part(claims)}`
  const hash = HASHES.get(auth.algorithm) ?? 'sha256'
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`
}

function jsonPart(part: string): ParsedObject | null {
  if (!/^[\w-]+$/.test(part)) return null
  const parsed = parseJsonText(Buffer.from(part, 'base64url'))
  return parsed !== undefined && isParsedObject(parsed) ? parsed : null
}

function checked(claims: ParsedObject, rules: TokenRules, now: number): TokenReading {
  const identity = claims.get(rules.auth.identityClaim) ?? null
  const end = seconds(claims.get('exp'))
  if (typeof identity !== 'string' || end === null) return INVALID
  for (const start of [claims.get('iat'), claims.get('nbf')]) {
    if (start === undefined) continue
    const from = seconds(start)
    if (from === null || from > now + LEEWAY_SECONDS) return INVALID
  }
  if (end <= now - LEEWAY_SECONDS) return { kind: 'expired' }
  const id = readUserId(identity, rules)
  if (id === null) return INVALID
  const named = rules.sessions ? claims.get(SESSION_CLAIM) : undefined
  const session = typeof named === 'string' ? canonicalUuid(named) : null
  if (named !== undefined && session === null) return INVALID
  return { kind: 'caller', id, roles: rolesIn(claims, rules), session }
}

/** The roles in a claim: one text, or a list of texts. */
function rolesIn(claims: ParsedObject, { roleClaim }: TokenRules): readonly string[] {
  const claim = roleClaim === null ? undefined : claims.get(roleClaim)
  const names = Array.isArray(claim) ? claim : [claim]
  return names.filter((name) => typeof name === 'string')
}

/** A moment of a token in whole seconds; null when it is none. */
function seconds(value: Parsed | undefined): number | null {
  if (value === undefined) return null
  if (typeof value === 'string') return /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : null
  if (typeof value !== 'object' || value === null || !isNumberText(value)) return null
  const moment = Math.trunc(Number(value.text))
  // `1e400` is no moment, and would never pass.
  return Number.isFinite(moment) ? moment : null
}

/** A user id as the columns that hold one have it; null for a text that is none. */
export function readUserId(identity: string, rules: TokenRules): Stored {
  switch (rules.userId) {
    case 'uuid':
      return canonicalUuid(identity)
    case 'integer':
      return /^[1-9]\d{0,8}$/.test(identity) ? Number(identity) : null
    case 'string': {
      const fits = [...identity].length <= rules.longestUserId && isStorable(identity)
      return fits && trimmed(identity) !== '' ? identity : null
    }
  }
}
