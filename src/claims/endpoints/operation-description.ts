import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Part } from '../outline/part.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'operation-description'

/** Parts in which a label speaks of the operation itself. */
const ABOUT: ReadonlySet<Part> = new Set(['description', 'endpoint', 'method', 'auth', 'note'])

/** A sentence of its own, not a remark on who may call or where it stands. */
const SENTENCE = /^[A-Z][a-z]{1,20} [^|{}]{10,280}$/

/**
 * What an operation does, labelled or in the first line under its heading:
 *
 * ```markdown
 * ### POST /loans
 * Lends a book that nobody else has.
 * **Description**: Lend a book that nobody else has
 * ```
 */
export const operationDescriptionReader = unitReader(
  READER,
  '**Description**: Lend a book',
  (unit, { units, index }) => {
    const text = textOf(unit)
    if (text === null || unit.operation === null || (unit.kind !== 'line' && unit.kind !== 'item')) return []
    const { label, operation } = unit
    // Below a part of the operation, `description` is the name of a field.
    if (label?.part === 'description' && (unit.part === null || ABOUT.has(unit.part))) {
      const value = text.text.slice(label.end).trim()
      const span = text.span(label.end, text.text.length)
      return value === ''
        ? []
        : claimsOfOperation(READER, operation, [{ property: 'description', value, span }])
    }
    const before = units[index - 1]
    const leads =
      unit.kind === 'line' &&
      label === null &&
      unit.part === null &&
      before?.kind === 'heading' &&
      operationNames(before.text.text).length === 1
    if (!leads || !SENTENCE.test(text.text) || text.text.endsWith(':')) return []
    return claimsOfOperation(READER, operation, [
      { property: 'description', value: text.text, span: text.span(0, text.text.length) },
    ])
  },
)
