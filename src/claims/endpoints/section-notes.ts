import type { InlineText } from '../../source/inline-text.js'
import type { Claim, Method } from '../claim.js'
import { inlineShape } from '../notation/inline-object.js'
import { methodOf } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit } from '../outline/unit.js'
import { rowOperation } from './known-operations.js'
import { listedBody, listedQuery } from './listed-values.js'
import { claimsOfOperation } from './wire-claims.js'
import type { OperationRef } from './wire-claims.js'

const READER = 'section-note'

const NOTE =
  /^((?:GET|POST|PUT|PATCH|DELETE)(?: ?[/&,] ?(?:GET|POST|PUT|PATCH|DELETE)){0,3}|[A-Z][a-z]{1,20}(?:[ -][a-z]{1,20})??) (?:request )?(body|payload|query(?: param(?:eter)?s?)?|params|parameters|response)(?: \([^)]{0,80}\))?: ?/

/**
 * What the operations of a section take and answer, in a list below their table, each named by its method or by what it
 * is for:
 *
 * ```markdown
 * | Method | Path | Success |
 * |--------|------|---------|
 * | GET | /api/loans | 200 list |
 * | POST | /api/loans | 201 |
 * | PATCH | /api/loans/:id | 200 |
 *
 * - List query params: `from`, `to` (ISO dates), `limit` (default 50, max 100).
 * - List response: `{ items: Loan[], next: string | null }`
 * - POST/PATCH body: `{ book_id, note? }` (PATCH: all optional)
 * ```
 */
export const sectionNoteReader = unitReader(
  READER,
  '- POST/PATCH body: `{ book_id, note? }`',
  (unit, { units, index }) => {
    if ((unit.kind !== 'item' && unit.kind !== 'line') || unit.operation !== null) return []
    const text = textOf(unit)
    const match = text === null ? null : NOTE.exec(text.text)
    if (text === null || match?.[1] === undefined || match[2] === undefined) return []
    const [, named, part] = match
    return operationsNamed(named, operationsOfSection(units, index)).flatMap((operation) =>
      noteClaims(operation, part, text, match[0].length),
    )
  },
)

function noteClaims(operation: OperationRef, part: string, text: InlineText, from: number): readonly Claim[] {
  if (part === 'response') {
    const shape = inlineShape(text.text.slice(from))
    const span = text.span(from, text.text.length)
    return shape === null || shape.kind === 'reference'
      ? []
      : claimsOfOperation(READER, operation, [{ property: 'response', value: { status: 200, shape }, span }])
  }
  if (part !== 'body' && part !== 'payload')
    return operation.method === 'GET' ? listedQuery(READER, operation, text, from) : []
  if (/^(?:GET|DELETE)$/.test(operation.method)) return []
  const all = allOptional(text.text, operation.method)
  return listedBody(READER, operation, text, from, { named: false, optional: all })
}

/** `(PATCH: all optional)`: whether every field may be left out; a body of a change that marks none as optional says nothing. */
function allOptional(text: string, method: Method): boolean | null {
  const words = /\((?:(GET|POST|PUT|PATCH)\b[^()]{0,20}?)?\ball (?:fields? )?(?:are )?optional\b/i.exec(text)
  if (words !== null && (words[1] === undefined || words[1] === method)) return true
  return method === 'PATCH' ? null : false
}

/** The operations of the tables of the section that a unit stands in, before it. */
function operationsOfSection(units: readonly Unit[], index: number): readonly OperationRef[] {
  const found: OperationRef[] = []
  for (let at = index - 1; at >= 0; at -= 1) {
    const unit = units[at]
    if (unit === undefined || unit.kind === 'heading') break
    if (unit.kind === 'table')
      found.unshift(
        ...unit.table.rows.flatMap((row) => rowOperation(row.cells.map(({ text }) => text)).slice(0, 1)),
      )
  }
  return found
}

/** Those that `POST/PATCH`, `List`, `Create` or the end of a path (`Signup`) means; a word that means several of another kind means none. */
function operationsNamed(words: string, operations: readonly OperationRef[]): readonly OperationRef[] {
  const methods = words.split(/ ?[/&,] ?/).map(methodOf)
  if (methods.every((each) => each !== null))
    return methods.flatMap((method) => {
      const own = operations.filter((each) => each.method === method)
      return own.length === 1 ? own : own.filter(isPlain)
    })
  const word = words.toLowerCase().replace(/[ -]/g, '')
  const ending = operations.filter(({ path }) => path.toLowerCase().replace(/[-_]/g, '').endsWith(`/${word}`))
  if (ending.length === 1) return ending
  const meant = VERBS.get(word)
  const own =
    meant === undefined ? [] : operations.filter((each) => meant.test(`${each.method} ${each.path}`))
  return own.length === 1 ? own : own.filter(isPlain).slice(0, 1)
}

const VERBS: ReadonlyMap<string, RegExp> = new Map([
  ['list', /^GET .*[^}]$/],
  ['create', /^POST .*[^}]$/],
  ['update', /^(?:PUT|PATCH) /],
])

/** The collection itself or one row of it, no action below. */
function isPlain({ path }: OperationRef): boolean {
  const segments = path.split('/').filter((each) => each !== '' && !/^(?:api|v\d{1,2})$/.test(each))
  return segments.length === 1 || (segments.length === 2 && segments[1]?.startsWith('{') === true)
}
