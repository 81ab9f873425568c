import { describedShape, exampleShape, toJson } from '../notation/near-json-facts.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Claim } from '../claim.js'
import { parseNearJson } from '../notation/near-json.js'
import { jsonBlock } from '../endpoints/json-block.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'error-format'

/**
 * The body that all errors share:
 *
 * ````markdown
 * ## Error Response Format
 * ```json
 * { "detail": "Error message" }
 * ```
 *
 * Errors have the form `{"error": "message"}`.
 * ````
 */
export const errorFormatReader = unitReader(READER, '## Error Response Format', (unit, { document }) => {
  if (unit.operation !== null) return []
  if (!/^(?:endpoints|feature|constitution|guide|other|plan)$/.test(document.source.kind)) return []
  if (unit.kind !== 'code') return inLine(textOf(unit))
  const inner = unit.headings.at(-1) ?? ''
  const outer = /\b(?:format|body|structure|shape|examples?|errors?)\b/i.test(inner)
    ? unit.headings.slice(-2)
    : [inner]
  const about = `${outer.join(' ')} ${unit.opened}`
  if (
    unit.part !== 'error' &&
    !/\berrors?\b[^.]{0,30}\b(?:format|responses?|body|shape|structure|schema|codes)\b/i.test(about)
  )
    return []
  const block = jsonBlock({ ...unit, part: 'error' })
  if (block === null || block.value.kind !== 'object') return []
  const shown = block.partial ? undefined : toJson(block.value)
  const shape = shown === undefined || block.describes ? describedShape(block.value) : exampleShape(shown)
  return claimsOfService(READER, [
    { property: 'errorBody', value: shape, span: block.span },
    ...(shown === undefined ? [] : [{ property: 'errorExample', value: shown, span: block.span } as const]),
  ])
})

/** `Errors: {"error": "message"}`, `all errors are answered as {…}`: nothing but a verb between them. */
const LINE =
  /^\W{0,4}(?:all |the )?(?:error (?:responses?|bod(?:y|ies)|format|shape)|errors?)\s?(?::|(?:(?:have|has|are|is|use|uses|take|follow|look)\b[\w ]{0,40}?))\s?(?=\{)/i

function inLine(text: InlineText | null): readonly Claim[] {
  const start = text === null ? null : LINE.exec(text.text)
  if (text === null || start === null) return []
  const parsed = parseNearJson(text.text.slice(start[0].length))
  const shown = parsed === null || parsed.partial ? undefined : toJson(parsed.value)
  if (parsed === null || parsed.value.kind !== 'object' || shown === undefined) return []
  const span = text.span(start[0].length, start[0].length + parsed.value.end)
  return claimsOfService(READER, [
    { property: 'errorBody', value: exampleShape(shown), span },
    { property: 'errorExample', value: shown, span },
  ])
}
