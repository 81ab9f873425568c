import type { Auth } from './service.js'

/** Whether the service can tell its callers: by tokens that prove themselves, or by sessions that it looks up. */
export function knowsCallers({ scheme, lookup }: Auth): boolean {
  return scheme === 'bearer-jwt' || (lookup ?? null) !== null
}

/** The challenge of a 401 (RFC 9110, section 11.6.1): the word before the token, or the cookie that is wanted. */
export function challengeOf({ lookup, authorizationScheme }: Auth): string {
  return lookup?.carrier === 'cookie' ? 'Cookie' : authorizationScheme
}
