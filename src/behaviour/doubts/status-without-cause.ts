import type { ErrorFact } from '../../claims/claim.js'
import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'
import { claimedAt } from '../../design/questions/ask.js'

/** Statuses that say of themselves when they are answered. */
const PLAIN: ReadonlySet<number> = new Set([400, 401, 403, 404, 422])

/** Words of a rule about other rows, which no check of the request alone can find broken. */
const RULE =
  /\bbusiness(?:[- ]rules?| logic)\b|\binsufficient\b|\bnot enough\b|\bout of stock\b|\boverlap|\balready\b|\bhas (?:active|existing|open|pending)\b|\bin use\b|\bno longer available\b/i

/** Whether a 403 has a condition of its own, beyond a missing or bad token. */
function refusesSome(facts: readonly ErrorFact[]): boolean {
  return facts.some(
    ({ status, condition }) =>
      status === 403 &&
      condition !== null &&
      !/\b(?:tokens?|unauthenticated|forbidden|access denied|users?|user_?id|own|owner|belongs?|permissions?|admins?)\b|他ユーザー|他人|其他|本人|타인|다른 사용자/i.test(
        condition,
      ),
  )
}

/** A status that the documents list for an operation in which no step can end. */
export const statusWithoutCause: Doubt = ({ operation, answers }, { steps, errorCases }) => {
  if (steps === null) return []
  const answered = new Set(errorCases.map((one) => one.status))
  const conditional = new Set(
    errorCases.flatMap(({ status, cause }) =>
      cause === 'condition' || cause === 'duplicate' ? [status] : [],
    ),
  )
  const isUnexplained = (status: number): boolean => {
    if (!PLAIN.has(status)) return !answered.has(status)
    if (status === 403)
      return (
        !answered.has(status) && operation.access === 'authenticated' && refusesSome(operation.errorFacts)
      )
    if (status !== 400 && status !== 422) return false
    return (
      !conditional.has(status) &&
      operation.errorFacts.some(
        (fact) => fact.status === status && RULE.test(`${fact.condition ?? ''} ${fact.message ?? ''}`),
      )
    )
  }
  return operation.errors
    .filter((status) => status < 500 && isUnexplained(status))
    .map((status) => {
      const id = questionId(operation, `status-${status}`)
      const fact = operation.errorFacts.find((one) => one.status === status)
      const told = fact?.condition ?? fact?.message ?? null
      const said = told === null || /^(?:yes|no|n\/a|-|true|false|x|✅|❌)$/i.test(told.trim()) ? null : told
      const claimed = claimedAt(operation, `error.${status}`)
      return {
        id,
        kind: 'unsupported',
        concern: 'client-visible',
        blocking: false,
        subjects: [operation.id],
        about:
          said === null
            ? `${operation.id} lists ${status}, and nothing says when it is answered.`
            : `${operation.id} answers ${status} when “${said}”, which cannot be built yet.`,
        sources: [],
        spans: claimed.length > 0 ? claimed : spansOf(operation),
        options: [
          { id: 'leave-out', label: `${operation.id} never answers ${status}` },
          {
            id: 'later',
            label: `somebody adds the condition to the code; until then it never answers ${status}`,
          },
        ],
        recommended: 'leave-out',
        answer: answers.get(id) ?? null,
      }
    })
}
