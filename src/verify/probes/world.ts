import type { Design } from '../../design/design.js'
import { backendOf, type Backend, type ImplementedOperation } from '../../fastapi/backend.js'
import type { Answer, HttpRequest } from './http.js'
import { sendRequest } from './http.js'
import type { RowStore } from './row-store.js'
import { stepsOf } from './steps.js'
import { usersOf, type Users } from './users.js'

/** A running service, and what its specification says of it. */
export interface World {
  readonly design: Design
  readonly backend: Backend
  readonly base: URL
  readonly users: Users
  /** The database beside the API; null for a service that runs elsewhere. */
  readonly rows: RowStore | null
  /** Rows that were looked up there, so that no two of the same content are taken for one. */
  readonly lookedUp: Set<string>
  readonly send: (request: HttpRequest) => Promise<Answer>
  /** A number that this run has not used. */
  readonly next: () => number
}

/**
 * Looks at a running service with the eyes of its specification.
 * @param secret shared secret of tokens; null when none is known
 * @param rows its database; null when that is out of reach
 * @param signed signs tokens as an issuer does whose keys are published; null where the secret is shared
 */
export function worldOf(
  design: Design,
  base: URL,
  secret: string | null,
  rows: RowStore | null = null,
  signed: ((payload: string) => string) | null = null,
): World {
  const plain = backendOf(design)
  const backend = { ...plain, operations: plain.operations.map(withoutFiles) }
  // A session that is looked up must be stored first: without the database there are none.
  const known = (design.auth.lookup ?? null) !== null && rows === null ? null : secret
  const users = usersOf(design, backend.userId, known, signed)
  let count = Date.now() % 100_000_000
  return {
    design,
    backend,
    base,
    users,
    rows,
    lookedUp: new Set(),
    send: async (request) => {
      if (rows !== null) await users.sessions?.store(backend, rows)
      return await sendRequest(base, request)
    },
    next: () => (count += 1),
  }
}

/** Files are no fields of the body: they go in forms, which probes of fields do not send. */
function withoutFiles(operation: ImplementedOperation): ImplementedOperation {
  const files = new Set([
    ...stepsOf(operation, 'store').map(({ file }) => file),
    ...stepsOf(operation, 'insertApart').flatMap(({ list, file }) => (file === null ? [] : [list])),
  ])
  return files.size === 0
    ? operation
    : { ...operation, body: operation.body.filter(({ name }) => !files.has(name)) }
}
