import { inlineShape } from '../notation/inline-object.js'
import { unitReader } from '../outline/unit-reader.js'
import { statusIn } from '../outline/part.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'inline-response'

const STATUS = /^\W{0,3}(?:[Rr]esponse:? )?2\d\d(?: [A-Z][A-Za-z]{1,12}(?: [A-Z][a-z]{1,12})?)?\s?[:–—→-]\s?/

/**
 * The body of a success in one line, behind its status or in a list under it:
 *
 * ```markdown
 * - **200 OK**: `{ data: [Loan], meta }`
 *
 * Response 201:
 * - { id, state: "open" }
 * ```
 */
export const inlineResponseReader = unitReader(READER, '- **200 OK**: `{ data: [Loan], meta }`', (unit) => {
  if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
  const text = unit.kind === 'line' ? unit.text : unit.item
  const lead = STATUS.exec(text.text)
  const status = lead === null ? unit.status : statusIn(lead[0])
  const under = lead === null && unit.part === 'response' && unit.kind === 'item' && unit.label === null
  if (status === null || status < 200 || status >= 300 || (lead === null && !under)) return []
  const from = lead?.[0].length ?? 0
  const shape = inlineShape(text.text.slice(from))
  if (shape === null || (shape.kind === 'reference' && lead === null)) return []
  return claimsOfOperation(READER, unit.operation, [
    { property: 'response', value: { status, shape }, span: text.span(from, text.text.length) },
  ])
})
