import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Source } from '../../source/source.js'
import type { Claim } from '../claim.js'
import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { ValueFacts } from '../shape.js'
import { valueWords } from '../value-words.js'
import { closingOf } from './listed-names.js'
import { listedQuery } from './listed-values.js'
import { claimsOfValue } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'
import { clauseEnd } from './clause.js'

const READER = 'query-remark'

/** Before the names of query parameters. */
const LABEL =
  /(?:^|[\s(])(?:query(?:[- ](?:params?|parameters?|string))?|params|parameters|filters?)(?: \(optional\))?(\s?:)?\s(?=[A-Za-z_])/gi

/** Before the names of parameters that narrow a list: `` filter by `shelf` and `state`, search by `q` in title``. */
const NARROWED =
  /\b(?:filter(?:s|ed|able|ing)?(?: them)? (?:by|on)|search(?:es|able)? (?:by|with|via|using|through)|narrowed by) (?=[A-Za-z_])/gi

/**
 * The query parameters of an operation in the line that names it:
 *
 * ```markdown
 * - `GET /loans` — list loans (query: `shelf`, `limit` default 20, max 100). Returns 200.
 * - `GET /books` with query `author`, `page`
 * - `GET /copies` — all copies, filter by `shelf`, search by `q` in title
 * ```
 */
export const queryRemarkReader = unitReader(
  READER,
  '- `GET /loans` — list loans (query: `shelf`, `limit` default 20)',
  (unit, { document }) => {
    const text = textOf(unit)
    if (text === null || unit.kind === 'heading') return []
    const [name, another] = operationNames(text.text)
    const { operation } = unit
    if (name === undefined || another !== undefined || name.method !== 'GET') return []
    if (operation === null || operation.path !== name.path || operation.method !== 'GET') return []
    return queryRemarks(READER, operation, text, name.end, document.source)
  },
)

/**
 * The query parameters behind a label within a text, to the end of its brackets or of its sentence. Without a colon only
 * names in code count: `with query support` names none.
 *
 * @param from where in the text to begin
 */
export function queryRemarks(
  reader: string,
  operation: OperationRef,
  text: InlineText,
  from: number,
  source: Source,
): readonly Claim[] {
  const narrowed = [...text.text.slice(from).matchAll(NARROWED)].flatMap(({ index, 0: words }) =>
    codedNames(reader, operation, text, from + index + words.length, source),
  )
  const further = furtherClauses(reader, operation, text, from, source)
  if (narrowed.length > 0) return [...narrowed, ...further]
  for (const match of text.text.slice(from).matchAll(LABEL)) {
    const start = from + match.index + match[0].length
    if (match[1] === undefined && source.text[text.span(start, start + 1).start - 1] !== '`') continue
    const open = text.text[from + match.index] === '(' ? from + match.index : null
    const close = open === null ? null : closingOf(text.text, open)
    const list = sliceOf(text, start, close ?? clauseEnd(text.text, start))
    const claims = listedQuery(reader, operation, list, 0)
    if (claims.length > 0) return [...claims, ...further]
  }
  return further
}

/** A parameter of pages or of the order, and what is said of it: `limit (default 20, max 50)`, `sort = due or title`. */
const FURTHER =
  /(?<![\w.-])(limit|offset|skip|page|page_?size|per_?page|cursor|sort(?:_?by)?|order(?:_?by)?|direction)(?![\w-])( ?\([^()]{1,60}\)| ?= ?\w{1,40}(?:(?:, (?:or )?| or | \| |\|)\w{1,40}){1,12})?/gi

/** The parameters in code that clauses behind the first one begin with: `; limit (default 20, max 50) and offset`. */
function furtherClauses(
  reader: string,
  operation: OperationRef,
  text: InlineText,
  from: number,
  source: Source,
): readonly Claim[] {
  const start = text.text.indexOf('; ', from)
  if (start < 0) return []
  return [...text.text.slice(start).matchAll(FURTHER)].flatMap(({ 1: name = '', 2: said = '', index }) => {
    const at = start + index
    const span = text.span(at, at + name.length)
    if (source.text[span.start - 1] !== '`') return []
    const counts = /^(?:limit|offset|skip|page|page_?size|per_?page)$/i.test(name)
    const words = said.replace(/^ ?= ?/, 'one of ')
    const shift = at + name.length + said.length - words.length
    const facts = valueWords(words, counts ? 'integer' : 'string').map(
      ({ start: begin, end, ...fact }): WireFact<ValueFacts> => ({
        ...fact,
        span: text.span(Math.max(at, shift + begin), Math.max(at + 1, shift + end)),
      }),
    )
    return claimsOfValue(reader, operation, 'query', name, [
      { property: 'exists', value: true, span },
      ...(counts ? [{ property: 'type', value: 'integer', span } as const] : []),
      ...facts.filter(({ property }) => /^(?:default|minimum|maximum|enum)$/.test(property)),
    ])
  })
}

/** Names in code from a place on, between commas and words that join them. */
function codedNames(
  reader: string,
  operation: OperationRef,
  text: InlineText,
  from: number,
  source: Source,
): readonly Claim[] {
  const name = /([A-Za-z_]\w{0,60})(?:,? (?:and|or) |, |\/)?/y
  const claims: Claim[] = []
  name.lastIndex = from
  for (let match = name.exec(text.text); match?.[1] !== undefined; match = name.exec(text.text)) {
    const span = text.span(match.index, match.index + match[1].length)
    if (source.text[span.start - 1] !== '`') break
    claims.push(
      ...claimsOfValue(reader, operation, 'query', match[1], [{ property: 'exists', value: true, span }]),
    )
  }
  return claims
}
