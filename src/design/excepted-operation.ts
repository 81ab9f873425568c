import type { Method } from '../claims/claim.js'

const METHODS: ReadonlyMap<string, Method> = new Map(
  (['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const).map((method) => [method, method]),
)

/** What an exception of a general rule names. */
export interface ExceptedOperation {
  /** Null: all methods of the path. */
  readonly method: Method | null
  readonly path: string
}

/**
 * An exception of a general rule as it is claimed: `GET /health`, `/docs`, `/api/system/*`.
 *
 * @returns the path as written; `/` when a method stands alone
 */
export function exceptedOperation(text: string): ExceptedOperation {
  const [first = '', second] = text.trim().split(/\s+/)
  const method = METHODS.get(first.toUpperCase()) ?? null
  return { method, path: method === null ? first : (second ?? '/') }
}
