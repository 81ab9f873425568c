import type { Failure } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { constantMessage } from '../failure.js'
import { wordsOf } from '../naming.js'

/** Statuses in which documents refuse a token that was handed over, the usual one first. */
const STATUSES: readonly number[] = [401, 400, 403, 404, 410]

/**
 * The answer to a token of a body that is unknown, used or over: one for all of them, as the documents word it.
 *
 * @param what what the token is called where no document words the answer: `refresh token`
 */
export function tokenRefusal({ operation }: Candidate, what: string, statuses = STATUSES): Failure {
  const fact = statuses
    .flatMap((status) => operation.errorFacts.filter((one) => one.status === status))
    .toSorted((left, right) => rank(left.message, left.condition) - rank(right.message, right.condition))[0]
  const listed = statuses.find((status) => operation.errors.includes(status))
  const status = fact?.status ?? listed ?? statuses[0] ?? 401
  const message = fact?.message ?? null
  if (message !== null && constantMessage(message)) return { status, message }
  const condition = fact?.condition?.trim() ?? ''
  const worded =
    constantMessage(condition) &&
    wordsOf(condition).length >= 3 &&
    !/^(?:if|when|on|for|where)\b|:/i.test(condition)
  return {
    status,
    message: worded ? condition.charAt(0).toUpperCase() + condition.slice(1) : `Invalid or expired ${what}`,
  }
}

/** Facts that speak of a token come first. */
function rank(message: string | null, condition: string | null): number {
  return /token|link|code|expired|invalid/i.test(`${message ?? ''} ${condition ?? ''}`) ? 0 : 1
}
