import { rowParameters } from '../canonical-path.js'
import { candidatesOf, claimsAbout } from '../claim-index.js'
import { tierOf } from '../precedence.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, firstLines, listed } from './ask.js'
import { linesOf } from './lines.js'

/**
 * Operations on one row whose contract lists refusals and not the one for a row
 * that does not exist, while a general rule gives it:
 *
 *     GET /loans/{id}   200, 401, 422          "404 when a resource cannot be found"
 *
 * With no general rule either, the status is missing.
 */
export const askUnlistedAbsence: QuestionPass = ({ assembly, operations }) => {
  const { sources, reading } = assembly
  const general = candidatesOf(claimsAbout(reading.claims, 'service'), 'error')
    .filter(({ value }) => value.status === 404)
    .map(({ span }) => span)
  const spoken = linesOf(assembly).filter(({ text, operation }) => operation === null && /\b404\b/.test(text))
  const rule = [...general, ...spoken.slice(0, 2).map(({ span }) => span)]
  const open = operations.filter((operation) => {
    if (rowParameters(operation.path).length === 0 || operation.method === 'POST') return false
    const own = operation.errors.flatMap((status) =>
      claimedAt(operation, `error.${status}`).map((span) => ({ status, span })),
    )
    const stated = own.filter(({ span }) =>
      general.every((one) => one.source !== span.source || one.start !== span.start),
    )
    const contract = stated.filter(({ span }) => tierOf(sources, span.source, 'wire') === 0)
    return contract.length > 0 && stated.every(({ status }) => status !== 404)
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'unlisted-absence',
    kind: rule.length > 0 ? 'conflict' : 'missing',
    concern: 'client-visible',
    subjects: open.map(({ id }) => id),
    about: `The contract lists the refusals of ${listed(open.map(({ id }) => id))}, and none for a row that does not exist${rule.length > 0 ? '; a general rule gives 404' : ''}.`,
    spans: [...rule.slice(0, 2), ...firstLines(open)],
    options: [
      {
        id: '404',
        label:
          'a row that does not exist is answered with 404; generated clients meet a status they do not know',
      },
      { id: 'specified', label: 'the contract lists the status now; read it again' },
    ],
    recommended: '404',
  })
}
