import { inlineShape } from '../notation/inline-object.js'
import { unitReader } from '../outline/unit-reader.js'
import { statusIn } from '../outline/part.js'
import type { UnitOf } from '../outline/unit.js'
import type { Shape } from '../shape.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'inline-response'

const STATUS =
  /^\W{0,3}(?:[Rr]esponses?:? )?2\d\d(?: [A-Z][A-Za-z]{1,12}(?: [A-Z][a-z]{1,12})?)?\s?(?:[:–—→-]\s?|(?=\{ ?["'\w]))/

/**
 * The body of a success in one line, behind its status or in a list under it:
 *
 * ```markdown
 * - **200 OK**: `{ data: [Loan], meta }`
 * Responses: 200 `{"items": [Loan], "total": 12}`
 *
 * Response 201:
 * - { id, state: "open" }
 *
 * - **Response:** `{ deleted: true }`
 * - **Response:** array of loans
 * ```
 */
export const inlineResponseReader = unitReader(READER, '- **200 OK**: `{ data: [Loan], meta }`', (unit) => {
  if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
  const text = unit.kind === 'line' ? unit.text : unit.item
  const lead = STATUS.exec(text.text)
  const status = lead === null ? unit.status : statusIn(lead[0])
  const under = lead === null && unit.part === 'response' && unit.kind === 'item' && unit.label === null
  const plain = lead === null && status === null ? labelledResponse(unit) : null
  if (plain !== null) {
    const shape = inlineShape(text.text.slice(plain)) ?? listed(text.text.slice(plain))
    if (shape?.kind !== 'object' && shape?.kind !== 'array') return []
    return claimsOfOperation(READER, unit.operation, [
      { property: 'response', value: { status: 200, shape }, span: text.span(plain, text.text.length) },
    ])
  }
  if (status === null || status < 200 || status >= 300 || (lead === null && !under)) return []
  const from = lead?.[0].length ?? 0
  const shape = inlineShape(text.text.slice(from))
  if (shape === null || (shape.kind === 'reference' && lead === null)) return []
  return claimsOfOperation(READER, unit.operation, [
    { property: 'response', value: { status, shape }, span: text.span(from, text.text.length) },
  ])
})

/**
 * Where the body begins behind a label without a status. What a creation answers is left to its status: a body alone does
 * not tell 200 from 201.
 */
function labelledResponse(unit: UnitOf<'line' | 'item'>): number | null {
  const { label, operation } = unit
  return label?.part === 'response' && operation !== null && operation.method !== 'POST' ? label.end : null
}

/** `Array of loans with their books`: a list of what is not told further. */
function listed(words: string): Shape | null {
  return /^(?:an? |una? |uma )?(?:array|list|lista|arreglo|liste)\b(?! (?:view|page)\b)/i.test(words.trim())
    ? { kind: 'array', items: { kind: 'unknown' } }
    : null
}
