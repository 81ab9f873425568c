import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'

/** Statuses that say of themselves when they are answered. */
const PLAIN: ReadonlySet<number> = new Set([400, 401, 403, 404, 422])

/** A status that the documents list for an operation in which no step can end. */
export const statusWithoutCause: Doubt = ({ operation, answers }, { steps, errorCases }) => {
  if (steps === null) return []
  const answered = new Set(errorCases.map((one) => one.status))
  return operation.errors
    .filter((status) => status < 500 && !PLAIN.has(status) && !answered.has(status))
    .map((status) => {
      const id = questionId(operation, `status-${status}`)
      const fact = operation.errorFacts.find((one) => one.status === status)
      const said = fact?.condition ?? fact?.message ?? null
      const claimed = (operation.origins[`error.${status}`] ?? []).flatMap((origin) =>
        origin.kind === 'claim' ? [origin.span] : [],
      )
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
          { id: 'later', label: 'the condition is built by hand' },
        ],
        recommended: 'leave-out',
        answer: answers.get(id) ?? null,
      }
    })
}
