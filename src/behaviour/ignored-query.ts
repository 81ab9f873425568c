import type { ResponseBody } from '../design/operation.js'
import type { Step } from '../design/step.js'
import type { Candidate } from './candidate.js'

/**
 * Why an operation on one row must not be built: a document gives it a query parameter that none of its steps looks at,
 * such as `DELETE /nests/{id}?keep_eggs=true`, so that it would answer as if nobody had sent it.
 *
 * @returns null where every parameter is looked at, and for lists, whose filters say themselves what they cannot do
 */
export function ignoredQuery(
  candidate: Candidate,
  steps: readonly Step[],
  response: ResponseBody,
): string | null {
  const { operation, end } = candidate
  if (steps.length === 0 || end === 'collection' || operation.query.length === 0) return null
  if (steps.some(({ kind }) => kind === 'select')) return null
  const looked = JSON.stringify([steps, response])
  const ignored = operation.query.find(({ name }) => !looked.includes(`"${name}"`))
  return ignored === undefined ? null : `what the query parameter "${ignored.name}" changes is not understood`
}
