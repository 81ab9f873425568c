import { unitReader } from '../outline/unit-reader.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Claim } from '../claim.js'
import { describedParameter } from './described-parameter.js'
import { listedBody, listedQuery } from './listed-values.js'
import { queryTemplate } from './query-template.js'
import type { Span } from '../../source/span.js'
import { claimsOfValue, type OperationRef } from './wire-claims.js'

const READER = 'inline-body'

/**
 * The fields of a body in braces behind their label, and the names of query parameters in one line:
 *
 * ```markdown
 * - Body: `{ title (string, required), copies?: integer, shelf }`
 * - Body: `title` (string, required), `copies` (integer)
 * - Body: `title`
 * - Query: `page`, `limit` (default 20), `q` (search)
 * - Query: `?state=open&limit=50` (at most 100)
 * ```
 */
export const inlineBodyReader = unitReader(
  READER,
  '- Body: `{ title (string), shelf? }`',
  (unit, { document }) => {
    if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
    const { operation, label } = unit
    const text = unit.kind === 'line' ? unit.text : unit.item
    const from = label?.end ?? 0
    const part = label?.part ?? (label === null ? unit.part : null)
    if (unit.kind === 'item' && describedParameter(unit) !== null) return []
    if (part === 'query' && label !== null && operation.method === 'GET')
      return [...sampledQuery(operation, text, from), ...listedQuery(READER, operation, text, from)]
    if (part !== 'request' || /^(?:GET|HEAD|DELETE)$/.test(operation.method)) return []
    const lone = label === null ? null : loneField(text, from, document.source.text)
    if (lone !== null)
      return claimsOfValue(READER, operation, 'body', lone.name, [
        { property: 'exists', value: true, span: lone.span },
      ])
    return listedBody(READER, operation, text, from, {
      named: label !== null && !SORTED.test(label.text),
      optional: null,
    })
  },
)

/** ``Body: `title`.``: one word may be anything, but for one that stands in code. */
function loneField(
  text: InlineText,
  from: number,
  source: string,
): { readonly name: string; readonly span: Span } | null {
  const match = /^\s{0,4}([a-z_]\w{0,60})(?=\s*$|\.(?:\s|$))/.exec(text.text.slice(from))
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const start = from + match[0].length - name.length
  const span = text.span(start, start + name.length)
  return source[span.start - 1] === '`' && source[span.end] === '`' ? { name, span } : null
}

/** `Required fields: …` lists some of the fields; the reader of field lists knows which. */
const SORTED = /^(?:additional |required|optional|accepted|allowed)/i

/** The parameters of a query string that shows one value of each. */
function sampledQuery(operation: OperationRef, text: InlineText, from: number): readonly Claim[] {
  const match = /^[\s`]{0,4}\?([^\s`)]{1,300})/.exec(text.text.slice(from))
  const query = match?.[1]
  if (match === null || query === undefined) return []
  const start = from + match[0].indexOf('?')
  return queryTemplate(READER, { ...operation, query }, text.span(start, start + 1 + query.length), true)
}
