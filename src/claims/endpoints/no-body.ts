import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'no-body'

/** `No body.`, `no request body`, `Body: none`, `takes no body`. */
const NONE =
  /(?<=^|[.;,(–—-] ?|\btakes? |\bneeds? |\bexpects? |\brequires? )(?:no (?:request )?(?:body|payload)|(?:request )?body: ?(?:none|empty|–|-)|without (?:a )?(?:request )?body)(?=$|[\s.;,)])(?! (?:is|in the response|content))/i

/** What makes it the body of an answer: `204 No body`, `returns no body`. */
const ANSWER = /(?:\b[1-5]\d\d|returns?|responses?|answers?|responds?(?: with)?)\W{0,4}$/i

/**
 * An operation that takes no body:
 *
 * ```markdown
 * ### POST /loans/{id}/renewals
 * Renews a loan for the caller. No body.
 * ```
 */
export const noBodyReader = unitReader(READER, 'Renews a loan. No body.', (unit) => {
  const text = textOf(unit)
  if (text === null || unit.operation === null || unit.kind === 'heading') return []
  if (!/^(?:POST|PUT|PATCH)$/.test(unit.operation.method) || unit.part === 'response') return []
  const match = NONE.exec(text.text)
  if (match === null || ANSWER.test(text.text.slice(0, match.index))) return []
  return claimsOfOperation(READER, unit.operation, [
    { property: 'noBody', value: true, span: text.span(match.index, match.index + match[0].length) },
  ])
})
