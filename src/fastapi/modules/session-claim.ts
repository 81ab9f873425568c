import type { SessionStore } from '../../design/session-store.js'
import { call } from '../../python/nodes/call.js'
import { string } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { awaited, binary, compare, not } from '../../python/nodes/operator.js'
import { none } from '../../python/nodes/literal.js'
import { python } from '../../python/nodes/quotation.js'
import { raise, when, type Statement } from '../../python/nodes/statement.js'
import { own, someStep, type Backend } from '../backend.js'

/** The claim that names the session of a token (OpenID Connect Back-Channel Logout, section 2.4). */
export const SESSION_CLAIM = 'sid'

/** Where the backend keeps sign-ins; null when it keeps none. */
export function sessionStore({ design }: Pick<Backend, 'design'>): SessionStore | null {
  return design.auth.sessions ?? null
}

/** Whether access tokens count only as long as their session lasts. */
export function checksSessions(backend: Backend): boolean {
  return (
    sessionStore(backend)?.checked === true &&
    someStep(backend, ({ kind }) => kind === 'issue' || kind === 'renew')
  )
}

/** Whether the session of the caller's token is looked at. */
export function readsSession(backend: Backend): boolean {
  return (
    checksSessions(backend) || someStep(backend, (step) => step.kind === 'end' && step.sessions === 'current')
  )
}

/** The member of the caller that tells the session of the token. */
export function sessionMember(backend: Backend): readonly Statement[] {
  return readsSession(backend)
    ? [
        python`
          from uuid import UUID

          session: UUID | None
        `,
      ]
    : []
}

/** `session_of`, which reads the session from the claims of a token. */
export function sessionClaim(backend: Backend, invalid: string): readonly Statement[] {
  if (!readsSession(backend)) return []
  return [
    python`
      from typing import Any
      from uuid import UUID

      def session_of(claims: dict[str, Any]) -> UUID | None:
          """Return the session that a token belongs to; None for one that belongs to none."""
          if ${string(SESSION_CLAIM)} not in claims:
              return None
          try:
              return UUID(str(claims[${string(SESSION_CLAIM)}]))
          except ValueError:
              raise unauthorized(${string(invalid)}) from None
    `,
  ]
}

/** The refusal of a token whose session is over. */
export function refuseEnded(backend: Backend, invalid: string): readonly Statement[] {
  if (!checksSessions(backend)) return []
  const alive = call(own(backend, 'sessions', 'is_live'), name('session'), name('session_id'))
  const condition = binary(
    compare(name('session_id'), 'is not', none),
    'and',
    not(backend.asynchronous ? awaited(alive) : alive),
  )
  return [when(condition, [raise(call(name('unauthorized'), string(invalid)))])]
}
