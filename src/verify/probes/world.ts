import type { Design } from '../../design/design.js'
import { backendOf, type Backend } from '../../fastapi/backend.js'
import type { Answer, HttpRequest } from './http.js'
import { sendRequest } from './http.js'
import { usersOf, type User, type Users } from './users.js'

/** A running service, and what its specification says of it. */
export interface World {
  readonly design: Design
  readonly backend: Backend
  readonly base: URL
  readonly users: Users
  /** Callers who stand in the database already, by the entity of their rows: nobody can register there. */
  readonly seeded: ReadonlyMap<string, User[]>
  readonly send: (request: HttpRequest) => Promise<Answer>
  /** A number that this run has not used. */
  readonly next: () => number
}

/**
 * Looks at a running service with the eyes of its specification.
 * @param secret shared secret of tokens; null when none is known
 */
export function worldOf(design: Design, base: URL, secret: string | null): World {
  const backend = backendOf(design)
  let count = Date.now() % 100_000_000
  return {
    design,
    backend,
    base,
    users: usersOf(design, backend.userId, secret),
    seeded: new Map(),
    send: (request) => sendRequest(base, request),
    next: () => (count += 1),
  }
}
