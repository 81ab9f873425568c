import { describedShape, exampleShape, toJson } from '../notation/near-json-facts.js'
import { jsonBlock } from '../endpoints/json-block.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
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
 * ````
 */
export const errorFormatReader = unitReader(READER, '## Error Response Format', (unit, { document }) => {
  if (unit.kind !== 'code' || unit.operation !== null) return []
  if (!/^(?:endpoints|feature|constitution|guide|other|plan)$/.test(document.source.kind)) return []
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
