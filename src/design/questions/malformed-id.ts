import { rowParameters } from '../canonical-path.js'
import type { DraftOperation } from '../draft.js'
import { causeOf } from '../errors.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'
import { linesOf } from './lines.js'

const MALFORMED =
  /\b(?:invalid|malformed|badly formed|non-?|not a valid)[ -](?:\w{1,12} ){0,2}(?:uuid|guid|ids?\b|identifier)|\b(?:uuid|id)s? (?:format )?(?:is|are) (?:invalid|malformed)/i

/** Whether a status that can only mean a malformed id is listed at the operation. */
function listsIt({ errors, errorFacts, body, query }: DraftOperation): boolean {
  if (errorFacts.some((fact) => causeOf(fact) === 'path-format')) return true
  return body.length === 0 && query.length === 0 && (errors.includes(400) || errors.includes(422))
}

/**
 * A status for malformed ids that stands in a remark or a test, while the
 * operations list none:
 *
 *     # Invalid UUID format        GET /loans/{id}   200, 404
 *     # Response: 400
 */
export const askMalformedId: QuestionPass = ({ assembly, operations }) => {
  const open = operations.filter(
    (operation) =>
      rowParameters(operation.path).length > 0 &&
      operation.errors.length > 0 &&
      operation.parameters.some(
        ({ type, format }) => type === 'uuid' || format === 'uuid' || type === 'integer',
      ) &&
      !listsIt(operation),
  )
  if (open.length === 0) return
  const lines = linesOf(assembly)
  const said = lines.filter(({ text, span }, index) => {
    if (!MALFORMED.test(text)) return false
    return lines
      .slice(index, index + 4)
      .some((near) => near.span.source === span.source && /\b4(?:00|04|22)\b/.test(near.text))
  })
  if (said.length === 0) return
  ask(assembly, {
    id: 'malformed-id',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ id }) => id),
    about: `A line gives a status for an id that is none, and the operations do not list it: ${listed(open.map(({ id }) => id))}.`,
    spans: [...said.slice(0, 4).map(({ span }) => span), ...firstLines(open).slice(0, 6)],
    options: [
      { id: 'listed', label: 'an id that is none is answered as an invalid request, wherever it stands' },
      { id: 'specified', label: 'the operations list the status now; read them again' },
    ],
    recommended: 'listed',
  })
}
