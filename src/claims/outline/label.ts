import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Source } from '../../source/source.js'
import { isStatusLine, partOf } from './part.js'
import type { Part } from './part.js'
import type { Label } from './unit.js'

const LABEL = /^([^:：.!?]{2,70}?)(?: ?\([^)]{0,80}\))?(?: ?[:：]| ?[–—](?= ))(?: |$)/

/** `Response 200, one result per key; an unknown one is reported:` opens a response, however much is said of it. */
const RESPONSE = /^((?:Success )?Response(?: status)? 2\d\d)[,;][^:：{]{0,240}[:：]$/i

/**
 * The label of a line: `**Query Parameters** (all optional):`, `Response: …`, and a bold line that is nothing but the
 * name of a part.
 *
 * @returns null for a line without one; a label without a known part only when it is bold
 */
export function labelOf(source: Source, line: InlineText): Label | null {
  // `{ state: "open" }` is a value.
  if (/^[{[]/.test(line.text)) return null
  const bold = isBold(source, line)
  const response = RESPONSE.exec(line.text)?.[1]
  if (response !== undefined) return { text: response, part: 'response', end: line.text.length }
  const match = LABEL.exec(line.text)
  if (match?.[1] !== undefined) {
    const text = match[0].replace(/[:：–— ]+$/, '')
    const part = partOf(text)
    const known = part !== null && text.split(' ').length <= 6
    if (known || bold) return { text, part: known ? part : null, end: match[0].length }
    return null
  }
  if ((!bold && !isStatusLine(line.text)) || line.text.length > 70) return null
  const part = partOf(line.text)
  return part === null ? null : { text: line.text, part, end: line.text.length }
}

/** Where a sentence ends and the next one may begin with a label. */
const SENTENCE_END = /[.;!)] (?=[A-Z][A-Za-z]{2,12}(?: [\w()]{1,14}){0,3} ?:)/g

/** Parts of an endpoint that stand one after the other in a line. */
const IN_LINES: ReadonlySet<Part> = new Set([
  'query',
  'request',
  'path',
  'parameters',
  'response',
  'error',
  'statuses',
])

/**
 * The parts of a line that tells several: `Lists loans. Query parameters: state, limit. Response 200: an array.`
 *
 * @returns the line itself where no sentence after the first begins with a label
 */
export function labelledParts(source: Source, line: InlineText): readonly [InlineText, ...InlineText[]] {
  const starts = [...line.text.matchAll(SENTENCE_END)]
    .map(({ index }) => index + 2)
    .filter((start) => {
      const part = labelOf(source, sliceOf(line, start, line.text.length))?.part ?? null
      return part !== null && IN_LINES.has(part)
    })
  const ends = [...starts, line.text.length + 1]
  return [
    sliceOf(line, 0, (ends[0] ?? 0) - 1),
    ...starts.map((start, index) => sliceOf(line, start, (ends[index + 1] ?? 0) - 1)),
  ]
}

/** Whether a line begins in bold letters. */
export function isBold(source: Source, line: InlineText): boolean {
  const { start } = line.span(0, 1)
  return /(?:\*\*|__)[`_*]?$/.test(source.text.slice(Math.max(0, start - 3), start))
}
