import type { Claim } from '../claim.js'
import { inlineObject } from '../notation/inline-object.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ValueFacts } from '../shape.js'
import { typeWord, valueWords } from '../value-words.js'
import { claimsOfValue, placed } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'inline-body'

/**
 * The fields of a body in braces behind their label, and the names of query parameters in one line:
 *
 * ```markdown
 * - Body: `{ title (string, required), copies?: integer, shelf }`
 * - Body: `title` (string, required), `copies` (integer)
 * - Query: `page`, `limit` (default 20), `q` (search)
 * ```
 */
export const inlineBodyReader = unitReader(READER, '- Body: `{ title (string), shelf? }`', (unit) => {
  if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
  const { operation, label } = unit
  const text = unit.kind === 'line' ? unit.text : unit.item
  const from = label?.end ?? 0
  const content = text.text.slice(from)
  const part = label?.part ?? (label === null ? unit.part : null)
  if (part === 'query' && label !== null && operation.method === 'GET')
    return queryNames(withoutStop(content)).flatMap(({ name, start, words, wordsStart }) => {
      const counts = PAGES.test(name) || (name === 'size' && /\d/.test(words))
      const span = text.span(from + start, from + start + name.length)
      return claimsOfValue(READER, operation, 'query', name, [
        { property: 'exists', value: true, span },
        ...(counts ? [{ property: 'type', value: 'integer', span } as const] : []),
        ...placed(valueWords(words, counts ? 'integer' : null), text, from + wordsStart),
      ])
    })
  if (part !== 'request' || /^(?:GET|HEAD|DELETE)$/.test(operation.method)) return []
  const members = inlineObject(content.trimStart())
  if (members === null && label === null) return []
  if (members === null)
    return bodyNames(content).flatMap(({ name, start, words, wordsStart }): readonly Claim[] => {
      const span = text.span(from + start, from + start + name.length)
      return claimsOfValue(READER, operation, 'body', name, [
        { property: 'exists', value: true, span },
        ...placed(valueWords(words), text, from + wordsStart),
      ])
    })
  const shift = from + content.length - content.trimStart().length
  return members.flatMap(({ name, start, end, optional, words, wordsStart }): readonly Claim[] => {
    const span = text.span(shift + start, shift + end)
    const facts = placed(/^\s*[[{]/.test(words) ? [] : valueWords(words), text, shift + wordsStart)
    const all: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span }, ...facts]
    if (optional && !facts.some(({ property }) => property === 'required'))
      all.push({ property: 'required', value: false, span })
    return claimsOfValue(READER, operation, 'body', name, all)
  })
})

/** Parameters that count rows or pages. */
const PAGES = /^(?:page|limit|offset|skip|page_?size|per_?page)$/i

interface QueryName {
  readonly name: string
  readonly start: number
  readonly words: string
  readonly wordsStart: number
}

const NAMES = /([A-Za-z_]\w{0,40})(?:\s?\(([^()]{0,120})\))?(,\s?|\s?$)/y

/** A list without the full stop behind it. */
function withoutStop(content: string): string {
  return content.trimEnd().replace(/\.$/, '')
}

/** `title (string, required), copies (integer)`: names of which each says what it is. */
function bodyNames(content: string): readonly QueryName[] {
  const names = queryNames(withoutStop(content))
  return names.every(({ words }) => typeWord(words) !== null) ? names : []
}

/** `page, limit (default 20), q`: nothing but names, each with a remark in brackets or none. */
function queryNames(content: string): readonly QueryName[] {
  const names: QueryName[] = []
  let at = content.length - content.trimStart().length
  while (at < content.length) {
    NAMES.lastIndex = at
    const match = NAMES.exec(content)
    const name = match?.[1]
    if (match === null || name === undefined || /^(?:none|no|n)$/i.test(name)) return []
    const words = match[2] ?? ''
    names.push({ name, start: at, words, wordsStart: at + match[0].indexOf(words, name.length) })
    at += match[0].length
  }
  return names
}
