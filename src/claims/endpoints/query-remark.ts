import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Source } from '../../source/source.js'
import type { Claim } from '../claim.js'
import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { closingOf } from './listed-names.js'
import { listedQuery } from './listed-values.js'
import { claimsOfValue } from './wire-claims.js'
import type { OperationRef } from './wire-claims.js'
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
  if (narrowed.length > 0) return narrowed
  for (const match of text.text.slice(from).matchAll(LABEL)) {
    const start = from + match.index + match[0].length
    if (match[1] === undefined && source.text[text.span(start, start + 1).start - 1] !== '`') continue
    const open = text.text[from + match.index] === '(' ? from + match.index : null
    const close = open === null ? null : closingOf(text.text, open)
    const list = sliceOf(text, start, close ?? clauseEnd(text.text, start))
    const claims = listedQuery(reader, operation, list, 0)
    if (claims.length > 0) return claims
  }
  return []
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
