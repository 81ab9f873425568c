import { CannotPrepare } from './probe.js'

/**
 * Null for rows that cannot be made, so that a probe goes on with others: `makeRow(…).catch(unmade)`.
 * @throws whatever else went wrong
 */
export function unmade(error: unknown): null {
  if (error instanceof CannotPrepare) return null
  throw error
}
