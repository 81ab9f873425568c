import type { InlineText } from '../../source/inline-text.js'
import type { Claim } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ValueFacts } from '../shape.js'
import { claimsOfValue } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'

const READER = 'page-sentence'

/** Parameters that bound a page, and those that tell which. */
const SIZE = /^(?:limit|size|page_?size|per_?page)$/i
const PLACE = /^(?:page|offset|skip)$/i

/**
 * The parameters of pages in a sentence below a list:
 *
 * ```markdown
 * Max 100 per page, default 25 (`limit`, `offset`).
 * ```
 */
export const pageSentenceReader = unitReader(
  READER,
  'Max 100 per page, default 25 (`limit`, `offset`)',
  (unit) => {
    if (unit.kind !== 'line' || unit.operation?.method !== 'GET' || unit.label !== null) return []
    if (unit.operation.path.endsWith('}') || unit.part === 'example' || unit.part === 'response') return []
    return pageClaims(unit.operation, unit.text)
  },
)

/** `Max 100 per page, default 25 (limit, offset)`: the parameters in the brackets of a sentence about pages. */
function pageClaims(operation: OperationRef, text: InlineText): readonly Claim[] {
  const sentence =
    /(?<=^|[.;] )((?=[^.;()]{0,80}\b(?:per page|pages?|limit|paginat\w{2,4}|max(?:imum)?|default)\b)[^.;()]{3,80}) \(([\w, `]{3,60})\)/i.exec(
      text.text,
    )
  const names = (sentence?.[2] ?? '').split(',').map((name) => name.replaceAll('`', '').trim())
  if (sentence === null || !names.every((name) => SIZE.test(name) || PLACE.test(name))) return []
  const words = sentence[1] ?? ''
  const most = /\b(?:max(?:imum)?|at most|up to)(?: of)? (\d{1,6})\b/i.exec(words)?.[1]
  const usual = /\bdefaults?(?: of| to|:)? (\d{1,6})\b|\b(\d{1,6})(?: per page)? by default\b/i.exec(words)
  const span = text.span(sentence.index, sentence.index + sentence[0].length)
  return names.flatMap((name) => {
    const facts: WireFact<ValueFacts>[] = [
      { property: 'exists', value: true, span },
      { property: 'type', value: 'integer', span },
    ]
    if (SIZE.test(name) && most !== undefined) facts.push({ property: 'maximum', value: Number(most), span })
    const given = usual?.[1] ?? usual?.[2]
    if (SIZE.test(name) && given !== undefined)
      facts.push({ property: 'default', value: Number(given), span })
    return claimsOfValue(READER, operation, 'query', name, facts)
  })
}
