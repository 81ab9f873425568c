import { createHmac, timingSafeEqual } from 'node:crypto'
import { readUserId, type TokenReading, type TokenRules } from './token.js'

const INVALID: TokenReading = { kind: 'invalid' }

/**
 * The token of a session for a preview, as the cookie of Better Auth has it: signed, and encoded for a cookie. No
 * Better Auth runs beside a preview, so the token itself says whose the session is, and until when.
 *
 * @param expires seconds since 1970
 */
export function signSession(user: string, expires: number, secret: string): string {
  const token = Buffer.from(`${String(expires)} ${user}`).toString('base64url')
  return encodeURIComponent(`${token}.${signatureOf(token, secret).toString('base64')}`)
}

/** Who shows the token of a session in the headers of a request. */
export function readSession(
  headers: ReadonlyMap<string, string>,
  rules: TokenRules,
  now: number,
): TokenReading {
  const [token = '', signature = ''] = (shownToken(headers, rules) ?? '').split('.')
  const given = Buffer.from(signature, 'base64')
  const expected = signatureOf(token, rules.secret)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return INVALID
  const [expires = '', ...user] = Buffer.from(token, 'base64url').toString('utf8').split(' ')
  const id = readUserId(user.join(' '), rules)
  if (id === null) return INVALID
  return Number(expires) > now ? { kind: 'caller', id, roles: [], session: null } : { kind: 'expired' }
}

/** What a request shows for a session, decoded; null for a request without one. */
export function shownToken(headers: ReadonlyMap<string, string>, { auth }: TokenRules): string | null {
  const cookie = auth.lookup?.carrier === 'cookie' ? auth.lookup.cookie : null
  const shown =
    cookie === null
      ? /^bearer (\S{1,4096})$/i.exec(headers.get('authorization') ?? '')?.[1]
      : (cookieNamed(headers, `__Secure-${cookie}`) ?? cookieNamed(headers, cookie))
  return shown === undefined ? null : decoded(shown)
}

function cookieNamed(headers: ReadonlyMap<string, string>, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function signatureOf(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest()
}
