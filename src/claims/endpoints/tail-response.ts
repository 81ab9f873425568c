import { inlineShape } from '../notation/inline-object.js'
import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { ARROW } from './signature-line.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'tail-response'

/** What stands before a body at the end of a line: `Response: {`, `returns {`, a dash alone. */
const BEFORE =
  /(?::\s(?=\{\s?")|\b(?:responses?|returns?|answers?(?: with)?|gives)\s?:?\s|\s[–—-]\s)(?=[{[])/gi

/**
 * The body that a read answers, at the end of the line that names it:
 *
 * ```markdown
 * - `GET /loans` — all loans, a page at a time. Response: `{ "items": [], "total": 42 }`
 * - `GET /stats` — `{ "loans": 3, "overdue": 1 }`
 * ```
 */
export const tailResponseReader = unitReader(
  READER,
  '- `GET /stats` — `{ "loans": 3, "overdue": 1 }`',
  (unit) => {
    const text = textOf(unit)
    const { operation } = unit
    if (text === null || operation === null || unit.kind === 'heading' || operation.method !== 'GET')
      return []
    const [name, another] = operationNames(text.text)
    if (name === undefined || another !== undefined || name.start !== operation.start) return []
    const rest = text.text.slice(name.end)
    if (name.path !== operation.path || ARROW.test(rest)) return []
    return [...rest.matchAll(BEFORE)].slice(0, 1).flatMap((match) => {
      const from = name.end + match.index + match[0].length
      const shape = inlineShape(text.text.slice(from).replace(/\.\s*$/, ''))
      if (shape?.kind !== 'object' && shape?.kind !== 'array') return []
      return claimsOfOperation(READER, operation, [
        { property: 'response', value: { status: 200, shape }, span: text.span(from, text.text.length) },
      ])
    })
  },
)
