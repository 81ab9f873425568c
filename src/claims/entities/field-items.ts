import type { Item } from '../../source/list.js'
import type { Source } from '../../source/source.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { ValueType } from '../shape.js'
import { typeWord } from '../value-words.js'
import type { ListedField } from './field-table.js'
import { columnWords } from './text-facts.js'
import { typeByCustom } from './type-by-custom.js'

/** Words that introduce what is said of one thing: `**Type**: string`; no field of an entity in bold. */
const REMARK =
  /^(?:Type|Constraints?|Behaviou?r|Examples?|Description|Default|Purpose|Notes?|Required|Format|Validation|Location|File|Source|Storage|Usage|Responsibilit(?:y|ies)|Relationships?|Indexes|Table|Fields?|Attributes?|Methods?)$/

const NAMED = /^([A-Za-z]\w{0,62})\??(?=$|[\s:,(–—-])/

/**
 * The field that a list item describes: ``- `id` (UUID): primary key``, `- **title**: str - required, 1-100 chars`,
 * ``- `code` text, unique per tenant``, `- status → enum`.
 *
 * @param where whether its neighbours show that the item describes a field, which then need not tell its type
 * @returns null when the item does not begin with the name of a field in code or bold, followed by what it is
 */
export function itemField(
  source: Source,
  item: Item,
  where: 'alone' | 'among-fields' = 'alone',
): ListedField | null {
  const match = NAMED.exec(item.text)
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const span = item.span(0, name.length)
  const marked = /[`*_]$/.test(source.text.slice(Math.max(0, span.start - 1), span.start))
  const mark = source.text[span.start - 1]
  if (mark !== '`' && REMARK.test(name)) return null
  // `Not Started` is a value, no field with a remark.
  if ((mark === '`' || mark === '*') && !/^(?:[`*:?]|\s?\()/.test(source.text.slice(span.end, span.end + 2)))
    return null
  // `borrow(book)` is a function.
  if (item.text[match[0].length] === '(') return null
  const rest = item.text.slice(match[0].length)
  const plain = where === 'alone' ? isPlainField(name, rest) : isAmongFields(name, rest)
  if (!marked && !plain) return null
  // `**Rationale**: the list is short` is a remark.
  if (mark !== '`' && /^[A-Z]/.test(name) && declaredType(rest) === null) return null
  const body = /^\s?(?:[:(,–—-]|[A-Za-z→])/.test(rest)
  if (!body && rest.trim() !== '') return null
  const type = declaredType(rest)
  const facts: Said<ColumnFacts>[] = [{ property: 'exists', value: true, span }]
  if (rest.trim() !== '') facts.push(...columnWords(item, match[0].length, type))
  if (type !== null) {
    const word = typeWord(rest)
    if (word !== null)
      facts.unshift({
        property: 'type',
        value: word.value,
        span: item.span(match[0].length + word.start, match[0].length + word.end),
      })
  }
  if (facts.every(({ property }) => property !== 'type'))
    facts.push(...unsaidType(item, match[0].length, name))
  return { name, facts }
}

/** `stars – 1–5`: nothing but a range of numbers. */
const RANGE = /^\s?[:–—-]\s?(-?\d{1,6})\s?(?:–|—|-|to|\.\.)\s?(\d{1,6})\.?$/

/** The type of a field without one: whole numbers of a range, else what its name has by custom. */
function unsaidType(item: Item, from: number, name: string): readonly Said<ColumnFacts>[] {
  const range = RANGE.exec(item.text.slice(from))
  if (range?.[1] !== undefined && range[2] !== undefined) {
    const span = item.span(from, item.text.length)
    return [
      { property: 'type', value: 'integer', span },
      { property: 'minimum', value: Number(range[1]), span },
      { property: 'maximum', value: Number(range[2]), span },
    ]
  }
  const type = typeByCustom(name)
  return type === null ? [] : [{ property: 'type', value: type, span: item.span(0, name.length) }]
}

/** `title (string, required)` and `title: string (required)` without marks, in the spelling of a column. */
function isPlainField(name: string, rest: string): boolean {
  if (!/^[a-z_]/.test(name)) return false
  if (/^\s?\(/.test(rest)) return typeWord(rest) !== null
  const word = /^:\s/.test(rest) ? typeWord(rest) : null
  return word !== null && word.start <= 2
}

/** `status: draft | published`, `created_at`, `country (2 letters)`: in the spelling of a column. */
function isAmongFields(name: string, rest: string): boolean {
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$|^[a-z][a-zA-Z0-9]*$/.test(name) && /^\s?(?:$|:\s|\()/.test(rest)
}

/** The type that stands directly behind a name, in brackets or not; words of the description do not count. */
function declaredType(rest: string): ValueType | null {
  const head = /^\s?(?:\([^)]{0,120}\)|[:–—-]?\s?[^\s,;.–—]{1,60}(?: \([^)]{0,120}\))?)/.exec(rest)?.[0] ?? ''
  return typeWord(head)?.value ?? null
}

/** `id` UUID PK, `tenant_id`, `reason` text: several fields in one item, each in code. */
export function listedNames(
  source: Source,
  item: Item,
): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
  const names: { readonly name: string; readonly start: number; readonly end: number }[] = []
  for (const match of item.text.matchAll(/[A-Za-z_]\w{0,62}/g)) {
    const span = item.span(match.index, match.index + match[0].length)
    if (source.text[span.start - 1] === '`' && source.text[span.end] === '`')
      names.push({ name: match[0], start: match.index, end: match.index + match[0].length })
  }
  return names
}
