import type { InlineText } from '../../source/inline-text.js'
import type { Span } from '../../source/span.js'
import type { Claim } from '../claim.js'
import { inlineObject } from '../notation/inline-object.js'
import type { ValueFacts } from '../shape.js'
import { typeWord, valueWords } from '../value-words.js'
import { listedNames, remarkedNames } from './listed-names.js'
import type { ListedName } from './listed-names.js'
import { claimsOfValue, placed } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'

/** Parameters that count rows or pages. */
const PAGES = /^(?:page|limit|offset|skip|page_?size|per_?page)$/i

/**
 * Query parameters in one line, each with a remark or none: `` `page`, `limit` (default 20), `q` (search) ``, `cone, limit
 * default 20, max 100`.
 *
 * @param from where in the line the list begins
 */
export function listedQuery(
  reader: string,
  operation: OperationRef,
  text: InlineText,
  from: number,
): readonly Claim[] {
  const content = withoutStop(text.text.slice(from))
  const bracketed = listedNames(content)
  const names = bracketed.length > 0 ? bracketed : remarkedNames(content)
  return names.flatMap(({ name, start, words, wordsStart }) => {
    const counts = PAGES.test(name) || (name === 'size' && /\d/.test(words))
    const span = text.span(from + start, from + start + name.length)
    return claimsOfValue(reader, operation, 'query', name, [
      { property: 'exists', value: true, span },
      ...(counts ? [{ property: 'type', value: 'integer', span } as const] : []),
      ...placed(valueWords(words, counts ? 'integer' : null), text, from + wordsStart),
      ...(counts ? usualCount(words, text, from + wordsStart) : []),
    ])
  })
}

/** `limit = 20` among the parameters of a list is what counts when nobody says. */
function usualCount(words: string, text: InlineText, from: number): readonly WireFact<ValueFacts>[] {
  const given = /^\s?=\s?(\d{1,6})\b/.exec(words)
  return given === null
    ? []
    : [{ property: 'default', value: Number(given[1]), span: text.span(from, from + given[0].length) }]
}

/**
 * The fields of a body in one line: in braces, `{ title (string, required), shelf? }`, or as names of which each says what
 * it is.
 *
 * @param from where in the line the fields begin
 * @param named whether names without braces count
 * @param optional whether all may be left out, or null when each says so itself
 */
export function listedBody(
  reader: string,
  operation: OperationRef,
  text: InlineText,
  from: number,
  { named, optional }: { readonly named: boolean; readonly optional: boolean | null },
): readonly Claim[] {
  const content = text.text.slice(from)
  const members = inlineObject(content.trimStart())
  if (members === null && !named) return []
  if (members === null) return namedBody(reader, operation, text, from)
  const shift = from + content.length - content.trimStart().length
  // Where some names carry the mark of what may be left out, the others have to be given.
  const marked = members.some((member) => member.optional) ? true : null
  return members.flatMap((member): readonly Claim[] => {
    const { name, start, end, words, wordsStart } = member
    const span = text.span(shift + start, shift + end)
    const said = placed(/^\s*[[{]/.test(words) ? [] : valueWords(words), text, shift + wordsStart)
    const facts = [
      ...said,
      ...between(words, text.span(shift + wordsStart, shift + wordsStart + words.length)),
    ]
    const all: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span }, ...facts]
    const required = optional === null ? (member.optional ? false : marked) : !(optional || member.optional)
    if (required !== null && !facts.some(({ property }) => property === 'required'))
      all.push({ property: 'required', value: required, span })
    return claimsOfValue(reader, operation, 'body', name, all)
  })
}

/** `rating: 1-5` is a whole number between the two. */
function between(words: string, span: Span): readonly WireFact<ValueFacts>[] {
  const match = /^\s{0,4}(\d{1,9})\s?(?:-|–|\.\.)\s?(\d{1,9})\s{0,4}$/.exec(words)
  const [low, high] = [Number(match?.[1]), Number(match?.[2])]
  return match === null || low >= high
    ? []
    : [
        { property: 'type', value: 'integer', span },
        { property: 'minimum', value: low, span },
        { property: 'maximum', value: high, span },
      ]
}

/** A list without the full stop behind it, and without sentences behind that: `title, shelf. Returns 201.` */
function withoutStop(content: string): string {
  let depth = 0
  for (let at = 0; at < content.length; at += 1) {
    const here = content.charAt(at)
    if (here === '(') depth += 1
    else if (here === ')') depth = Math.max(0, depth - 1)
    else if (here === '.' && depth === 0 && /^\.\s{1,4}[A-Z*]/.test(content.slice(at, at + 6)))
      return content.slice(0, at)
  }
  return content.trimEnd().replace(/\.$/, '')
}

/** What a remark behind all names says of each: `title, shelf (both optional)`. */
const OF_ALL = /\s?\((?:all|both|each)(?: fields?)?(?: (?:are|is))? (optional|required)\)\s*$/i

/**
 * The fields of a body without braces: `title (string, required), copies (integer)`, `title, copies?`, `title, shelf (all
 * optional)`. Where some names say that they may be left out, the others have to be given.
 *
 * @param from where in the line the names begin
 */
export function namedBody(
  reader: string,
  operation: OperationRef,
  text: InlineText,
  from: number,
): readonly Claim[] {
  const content = withoutStop(text.text.slice(from))
  const remark = OF_ALL.exec(content)
  const names = bodyNames(remark === null ? content : content.slice(0, remark.index))
  const all = remark?.[1] === undefined ? null : remark[1].toLowerCase() === 'required'
  const marked = names.some(({ optional, words }) => optional || /\boptional\b/i.test(words)) ? true : null
  return names.flatMap(({ name, start, optional, words, wordsStart }): readonly Claim[] => {
    const span = text.span(from + start, from + start + name.length)
    const said = placed(valueWords(words), text, from + wordsStart)
    const required = optional ? false : (all ?? marked)
    return claimsOfValue(reader, operation, 'body', name, [
      { property: 'exists', value: true, span },
      ...(required === null || said.some(({ property }) => property === 'required')
        ? []
        : [{ property: 'required', value: required, span } as const]),
      ...said,
    ])
  })
}

/** Names of which each says what it is, or several names alone; one bare word may be anything. */
function bodyNames(content: string): readonly ListedName[] {
  const names = listedNames(content)
  const told = names.every(({ words, optional }) => optional || typeWord(words) !== null)
  return told || (names.length > 1 && names.every(isField)) ? names : []
}

/** Whether a name has the form of a field and is no model: `dueDate`, `due_date`. */
function isField({ name }: ListedName): boolean {
  return /^[a-z_]/.test(name)
}
