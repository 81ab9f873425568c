import { createHmac, randomBytes } from 'node:crypto'
import type { SessionLookup } from '../../design/session-lookup.js'
import { AUTH_SESSION } from '../../fastapi/modules/auth-sessions.js'
import { moduleName, type Backend } from '../../fastapi/backend.js'
import type { RowStore } from './row-store.js'

/** A session that Better Auth would have stored. */
interface KeptSession {
  readonly token: string
  readonly user: string
  readonly expires: Date
}

/** The token of a session with its signature, as the cookie or the `set-auth-token` header of Better Auth has it. */
export function signedSession(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)
}

/** Sessions of a service that looks them up: made at once, stored before the next request. */
export class LookedUpSessions {
  #waiting: KeptSession[] = []
  #stored: Promise<void> = Promise.resolve()

  constructor(
    readonly lookup: SessionLookup,
    readonly secret: string,
  ) {}

  /** Signs somebody in; the token is signed. */
  open(user: string, seconds: number): string {
    const token = randomBytes(24).toString('base64url')
    this.#waiting.push({ token, user, expires: new Date(Date.now() + seconds * 1000) })
    return signedSession(token, this.secret)
  }

  /** Stores what was made since the last time. */
  async store(backend: Backend, rows: RowStore): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    // Requests go out side by side: none may overtake a session that another one began to store.
    if (waiting.length > 0) this.#stored = this.#stored.then(() => storeEach(waiting, backend, rows))
    await this.#stored
  }
}

async function storeEach(waiting: readonly KeptSession[], backend: Backend, rows: RowStore): Promise<void> {
  const model = `${moduleName(backend.paths.authSessions)}:${AUTH_SESSION}`
  for (const { token, user, expires } of waiting)
    await rows.store(model, { token, user_id: user, expires_at: expires.toISOString() }, {})
}
