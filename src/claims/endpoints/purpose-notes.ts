import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Source } from '../../source/source.js'
import type { Claim } from '../claim.js'
import type { ValueFacts, ValueType } from '../shape.js'
import { deniesSoftDeletion } from '../words/deletion-words.js'
import { listedNames } from './listed-names.js'
import { listedBody, namedBody } from './listed-values.js'
import { queryRemarks } from './query-remark.js'
import { claimsOfOperation, claimsOfValue } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'
import { clauseEnd } from './clause.js'

/** Before a body in braces. */
const BODY = /(?:\b(?:body|payload)\s?:?|(?<!\w)with)\s?(?=\{)/i

/** Before the names of its fields: `Body: title, days?`. */
const NAMES = /\b(?:body|payload)(?: fields?)?\s?:\s?(?=[A-Za-z_])/i

/** A removal that keeps the row. */
const SOFT = /\(soft\)|\bsoft(?:ly)?[- ]?(?:delet|remov|cancel|archiv|deactivat)\w{0,4}\b/i

/**
 * What the words beside an operation, in a table or a list, say beside its purpose:
 *
 * ```markdown
 * | GET    | /loans            | List loans; query: `shelf`, `page` (default 1), `limit` (default 20, max 50) |
 * | POST   | /loans/{id}/notes | Add a note: `text` (required), `page` (optional)                             |
 * | PUT    | /loans/{id}/hold  | Hold or release: body `{"held": true}`                                      |
 * | DELETE | /loans/{id}       | Remove a loan (soft)                                                        |
 * ```
 *
 * @param cell the words
 * @param source the document that they stand in
 */
export function purposeNotes(
  reader: string,
  operation: OperationRef,
  cell: InlineText,
  source: Source,
): readonly Claim[] {
  const { method } = operation
  const { text } = cell
  if (method === 'DELETE') {
    const soft = SOFT.exec(text)
    return soft === null || deniesSoftDeletion(text)
      ? []
      : claimsOfOperation(reader, operation, [
          { property: 'deletion', value: 'soft', span: cell.span(soft.index, soft.index + soft[0].length) },
        ])
  }
  if (method === 'GET') return queryRemarks(reader, operation, cell, 0, source)
  const label = BODY.exec(text)
  if (label !== null) {
    const from = label.index + label[0].length
    const sampled = sampledBody(reader, operation, cell, from)
    return sampled.length > 0
      ? sampled
      : listedBody(reader, operation, cell, from, { named: false, optional: null })
  }
  const named = NAMES.exec(text)
  if (named === null) return notedBody(reader, operation, cell)
  const from = named.index + named[0].length
  return namedBody(reader, operation, sliceOf(cell, from, clauseEnd(text, from)), 0)
}

const JSON_TYPES: Readonly<Partial<Record<string, ValueType>>> = { boolean: 'boolean', string: 'string' }

/** The fields of a body in JSON, as a sample shows them. */
function sampledBody(
  reader: string,
  operation: OperationRef,
  cell: InlineText,
  from: number,
): readonly Claim[] {
  const written = /^\{[^{}]{1,300}\}/.exec(cell.text.slice(from))?.[0]
  const shown = written === undefined ? null : parsed(written)
  if (written === undefined || shown === null) return []
  const span = cell.span(from, from + written.length)
  return Object.entries(shown).flatMap(([name, value]) => {
    const type = Number.isInteger(value) ? 'integer' : (JSON_TYPES[typeof value] ?? null)
    return claimsOfValue(reader, operation, 'body', name, [
      { property: 'exists', value: true, span },
      { property: 'required', value: true, span },
      ...(type === null ? [] : [{ property: 'type', value: type, span } as const]),
    ])
  })
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** Names behind a colon of which each says whether it has to be sent. */
function notedBody(reader: string, operation: OperationRef, cell: InlineText): readonly Claim[] {
  const colon = cell.text.indexOf(': ')
  if (colon < 0) return []
  const names = listedNames(cell.text.slice(colon + 2))
  const told = names.map(({ words }) => /^\W{0,3}(required|optional)\b/i.exec(words)?.[1]?.toLowerCase())
  if (names.length === 0 || told.some((word) => word === undefined)) return []
  return names.flatMap(({ name, start }, index) => {
    const span = cell.span(colon + 2 + start, colon + 2 + start + name.length)
    const facts: readonly WireFact<ValueFacts>[] = [
      { property: 'exists', value: true, span },
      { property: 'required', value: told[index] === 'required', span },
    ]
    return claimsOfValue(reader, operation, 'body', name, facts)
  })
}
