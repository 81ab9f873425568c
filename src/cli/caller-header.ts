import type { Auth } from '../design/service.js'

/** The line that shows a token in a request: `Authorization: Bearer …`, or the cookie of a session. */
export function callerHeader({ lookup, authorizationScheme }: Auth, token: string): string {
  return lookup?.carrier === 'cookie'
    ? `Cookie: ${lookup.cookie}=${token}`
    : `Authorization: ${authorizationScheme} ${token}`
}
