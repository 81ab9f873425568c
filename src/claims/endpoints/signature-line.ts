import type { InlineText } from '../../source/inline-text.js'
import type { Claim, OperationFacts } from '../claim.js'
import { inlineShape } from '../notation/inline-object.js'
import { type OperationName, operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { errorOf, statusWords } from './error-words.js'
import { listedBody } from './listed-values.js'
import { claimsOfOperation } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'signature-line'

/** The arrow before the outcomes of a signature: `→ 201 Loan`, `-> 204`, `=> 200`. */
export const ARROW = /(?:→|⇒|->|=>)\s?(?=[`*]{0,2}2\d\d\b)/

/** The word before the fields of the body, close behind the path. */
const BODY = /^[\s—–:,(-]{1,5}(?:(?:with|request) )?(?:body|payload|json|input)\s?:?\s?(?=\{)/i

/**
 * A whole operation in one line, its body in braces and its outcomes behind an arrow:
 *
 * ```markdown
 * - `POST /loans` — body `{ bookId, days? }` → `201 Loan` | `400` | `404`
 * - `GET /loans` → `200 Loan[]`
 * ```
 */
export const signatureLineReader = unitReader(
  READER,
  '- `POST /loans` — body `{ bookId }` → `201 Loan` | `404`',
  (unit) => {
    const text = textOf(unit)
    if (text === null || unit.kind === 'heading') return []
    const [name, another] = operationNames(text.text)
    if (name === undefined || another !== undefined) return []
    if (name.start > 4 && unit.operation?.start !== name.start) return []
    const rest = text.text.slice(name.end)
    const arrow = ARROW.exec(rest)
    if (arrow === null) return []
    return [
      ...bodyClaims(text, name, rest.slice(0, arrow.index)),
      ...claimsOfOperation(READER, name, outcomes(text, name.end + arrow.index + arrow[0].length)),
    ]
  },
)

/** The fields in braces; a name without a mark and without words has to be given. */
function bodyClaims(text: InlineText, name: OperationName, before: string): readonly Claim[] {
  const lead = BODY.exec(before)
  if (lead === null || /^(?:GET|HEAD|DELETE)$/.test(name.method)) return []
  const optional = name.method === 'PATCH' ? null : false
  return listedBody(READER, name, text, name.end + lead[0].length, { named: false, optional })
}

/** What stands behind the arrow: the success with its body, then the errors, between strokes or commas. */
function outcomes(text: InlineText, from: number): readonly WireFact<OperationFacts>[] {
  const [success, ...errors] = statusWords(text, from)
  if (success === undefined) return []
  const facts: WireFact<OperationFacts>[] = [
    { property: 'success', value: success.status, span: success.span },
    ...errors.flatMap((words) => {
      const error = errorOf(words)
      return error === null ? [] : [{ property: 'error' as const, value: error, span: words.span }]
    }),
  ]
  const behind = text.text.slice(from).replace(/^[`*]{0,2}2\d\d[`*]{0,2}\s?/, '')
  const shape = inlineShape(behind.startsWith('{') ? behind : (/^[^|,;(]{0,80}/.exec(behind)?.[0] ?? ''))
  if (shape !== null)
    facts.push({ property: 'response', value: { status: success.status, shape }, span: success.span })
  return facts
}
