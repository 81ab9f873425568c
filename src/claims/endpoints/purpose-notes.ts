import type { Cell } from '../../source/table.js'
import type { Claim } from '../claim.js'
import type { ValueFacts, ValueType } from '../shape.js'
import { deniesSoftDeletion } from '../words/deletion-words.js'
import { listedNames } from './listed-names.js'
import { listedBody, listedQuery } from './listed-values.js'
import { claimsOfOperation, claimsOfValue } from './wire-claims.js'
import type { OperationRef, WireFact } from './wire-claims.js'

/** Before the names of query parameters. */
const QUERY = /\b(?:query(?: params?| parameters?)?|params|parameters|filters?)\s?:\s?/i

/** Before a body in braces. */
const BODY = /\b(?:body|payload)\s?:?\s?(?=\{)/i

/** A removal that keeps the row. */
const SOFT = /\(soft\)|\bsoft[- ]?delet\w{0,3}\b/i

/**
 * What the purpose of an operation in a table says beside its purpose:
 *
 * ```markdown
 * | GET    | /loans            | List loans; query: `shelf`, `page` (default 1), `limit` (default 20, max 50) |
 * | POST   | /loans/{id}/notes | Add a note: `text` (required), `page` (optional)                             |
 * | PUT    | /loans/{id}/hold  | Hold or release: body `{"held": true}`                                      |
 * | DELETE | /loans/{id}       | Remove a loan (soft)                                                        |
 * ```
 */
export function purposeNotes(reader: string, operation: OperationRef, cell: Cell): readonly Claim[] {
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
  if (method === 'GET') {
    const label = QUERY.exec(text)
    return label === null ? [] : listedQuery(reader, operation, cell, label.index + label[0].length)
  }
  const label = BODY.exec(text)
  if (label !== null) {
    const from = label.index + label[0].length
    const sampled = sampledBody(reader, operation, cell, from)
    return sampled.length > 0
      ? sampled
      : listedBody(reader, operation, cell, from, { named: false, optional: null })
  }
  return notedBody(reader, operation, cell)
}

const JSON_TYPES: Readonly<Partial<Record<string, ValueType>>> = { boolean: 'boolean', string: 'string' }

/** The fields of a body in JSON, as a sample shows them. */
function sampledBody(reader: string, operation: OperationRef, cell: Cell, from: number): readonly Claim[] {
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
function notedBody(reader: string, operation: OperationRef, cell: Cell): readonly Claim[] {
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
