import type { InlineText } from '../../source/inline-text.js'
import type { Claim } from '../claim.js'
import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit } from '../outline/unit.js'
import { errorOf, statusWords } from './error-words.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'status-line'

const PARTS = new Set(['response', 'error', 'statuses'])

/**
 * Statuses of an operation, in its headings, labels and lists:
 *
 * ```markdown
 * **Success Response** (201 Created):
 * **Response:** `200 OK`: the loan
 * - **Error Codes**: 401 Unauthorized, 404 Not Found
 * **Errors:** `404` Not Found, `409` already on loan
 * - 403: the loan belongs to another user
 * - `422 Unprocessable Entity`: `due_on` is in the past
 * Partial update. 200: Loan. 404, 409.
 * Removes a loan. Response: 204. Errors: 401, 404.
 * - `DELETE /loans/{id}` — 204; 404 if it is not the caller's.
 * - `POST /loans` — lend a book. A member may hold only three loans (409).
 * ```
 */
export const statusLineReader = unitReader(READER, '**Success Response** (201 Created):', (unit) => {
  const text = textOf(unit)
  if (text === null || unit.operation === null || unit.kind === 'table' || unit.kind === 'code') return []
  return [...inLine(unit, text), ...behindSentences(unit, text)]
})

/** A sentence with the status of what it forbids in brackets behind it: `A member may hold only three loans (409).` */
const BEHIND =
  /(?:^|[.;:—–-] )[`*"]{0,3}([A-Z][^.;()]{10,200}?) \((4\d\d)(?: [A-Z][A-Za-z ]{1,30})?\)(?=[.;,]|\s|$)/g

function behindSentences(unit: Unit, text: InlineText): readonly Claim[] {
  const { operation } = unit
  if (operation === null || unit.kind === 'heading' || operationNames(text.text).length > 1) return []
  return [...text.text.matchAll(BEHIND)].flatMap((match) => {
    const [whole, condition = '', status] = match
    if (operationNames(condition).length > 0) return []
    const end = match.index + whole.length
    return claimsOfOperation(READER, operation, [
      {
        property: 'error',
        value: { status: Number(status), condition, message: null },
        span: text.span(end - whole.trimStart().length, end),
      },
    ])
  })
}

function inLine(unit: Unit, text: InlineText): readonly Claim[] {
  // `- **Error Codes**: 401 Unauthorized` is a part of its own.
  const part = ('label' in unit ? unit.label?.part : null) ?? unit.part
  const named = part === null && unit.kind === 'item' ? namedUpTo(text) : 0
  const behind = PARTS.has(part ?? '') || unit.kind === 'heading' ? null : STATED.exec(text.text.slice(named))
  if (!PARTS.has(part ?? '') && behind === null && !/^\W{0,3}[2-5]\d\d\b/.test(text.text)) return []
  if (part === 'example' || part === 'request') return []
  return statusClaims(unit, text, named + (behind?.index ?? 0))
}

/** A sentence that is a status and what it answers, in a line that may say other things before: `Staff only. 200: Loan. 404.` */
const STATED =
  /(?:(?<=[.;] )|^)\W{0,3}(?:[2-5]\d\d(?=[`*]{0,3}(?:[:.,;]|$| [—–-] | (?:if|when|unless) ))|(?:(?:success )?responses?|returns|success|errors?|status|respostas?|respuestas?|erros|errores|antwort|fehler): ?[`*]{0,3}[2-5]\d\d\b)/i

/** Where the name of the one operation that an item begins with ends: `DELETE /loans/{id} — 204, 404.` */
function namedUpTo({ text }: InlineText): number {
  const [name, another] = operationNames(text)
  if (name === undefined || another !== undefined || name.start > 4 || name.query !== null) return 0
  // What stands behind an arrow is a signature's.
  return /^\s?(?:→|⇒|->|=>)/.test(text.slice(name.end)) ? 0 : name.end
}

function statusClaims(unit: Unit, text: InlineText, begin: number): readonly Claim[] {
  const { operation } = unit
  if (operation === null) return []
  const from = unit.kind === 'heading' && text.text.includes(operation.path) ? operation.end : begin
  return statusWords(text, from).flatMap((words) => {
    const error = errorOf(words)
    if (error)
      return claimsOfOperation(READER, operation, [{ property: 'error', value: error, span: words.span }])
    return words.status >= 200 && words.status < 300 && unit.part !== 'error'
      ? claimsOfOperation(READER, operation, [{ property: 'success', value: words.status, span: words.span }])
      : []
  })
}
