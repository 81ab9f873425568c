import type { Span } from '../../source/span.js'
import { fragmentSpan } from '../caption.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ValueFacts, ValueType } from '../shape.js'
import { valueWords } from '../value-words.js'
import { placeOf } from './value-place.js'
import { claimsOfValue } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'parameter-lines'

const LINE = /^[ \t]{0,12}(?:[-*] )?["'`]?([A-Za-z_]\w{0,60})["'`]?(\?)?\s?:[ \t]{1,20}(\S.{0,400})$/
const COMMON_HEADERS = /^(?:authorization|content-type|accept|host)$/i

/**
 * Parameters and body fields as lines of a code block that is no JSON:
 *
 * ````markdown
 * **Query Parameters**:
 * ```
 * dueFrom?: string     (ISO date, optional)
 * state: "open" | "returned"   (required)
 * ```
 * ````
 */
export const parameterLineReader = unitReader(READER, '```\nstate?: string (optional)\n```', (unit) => {
  if (unit.kind !== 'code' || unit.operation === null) return []
  const { operation, part, fragment } = unit
  if (part !== 'query' && part !== 'request' && part !== 'parameters' && part !== 'path') return []
  if (!/^(?:text|txt|plaintext|yaml|yml|)$/.test(fragment.language ?? '')) return []
  const lines = fragment.text.split('\n')
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0 || !written.every((line) => LINE.test(line) || /^\s*(?:#|\/\/)/.test(line)))
    return []
  let offset = 0
  return lines.flatMap((line) => {
    const start = offset
    offset += line.length + 1
    const match = LINE.exec(line)
    const name = match?.[1]
    const words = match?.[3]
    if (match === null || name === undefined || words === undefined) return []
    const place = placeOf(operation, part, name)
    if (place === null || (place === 'header' && COMMON_HEADERS.test(name))) return []
    const from = start + line.lastIndexOf(words)
    const at = (first: number, last: number): Span => fragmentSpan(fragment, { start: first, end: last })
    const span = at(start + line.indexOf(name), start + line.indexOf(name) + name.length)
    const said = valueWords(words).map(({ start: first, end: last, ...fact }) => ({
      ...fact,
      span: at(from + first, from + last),
    }))
    const narrowed = said.map((fact): WireFact<ValueFacts> =>
      fact.property === 'type' ? { ...fact, value: narrow(fact.value, words) } : fact,
    )
    const facts: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span }, ...narrowed]
    if (match[2] === '?' && !said.some(({ property }) => property === 'required'))
      facts.push({ property: 'required', value: false, span })
    return claimsOfValue(READER, operation, place, name, facts)
  })
})

/** `string (ISO date)` is a date; `string → parsed to int` a whole number. */
function narrow(type: ValueType, words: string): ValueType {
  if (type !== 'string') return type
  if (/\bISO[- ](?:8601 )?date\b(?!-?time)/i.test(words)) return 'date'
  return /(?:→|->)\s?(?:parsed to )?int(?:eger)?\b/i.test(words) ? 'integer' : type
}
