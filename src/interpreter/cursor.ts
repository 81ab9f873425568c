import type { Field } from '../design/entity.js'
import { parseJsonText } from './json-text.js'
import { isParsedArray } from './parsed-json.js'
import { shownValue } from './shown-value.js'
import { columnOf, compareStored, type Row, type Stored } from './stored.js'
import { readValue } from './values/read-value.js'

/** An opaque text for the place behind a row: its values in the columns of the order, as JSON in base64url. */
export function writeCursor(columns: readonly Field[], row: Row): string {
  const values = columns.map((column) => shownValue(columnOf(row, column.name), column))
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The values in a cursor; null for a text that no page has told. */
export function readCursor(columns: readonly Field[], cursor: string): readonly Stored[] | null {
  const parsed = parseJsonText(Buffer.from(cursor, 'base64url'))
  if (parsed === undefined || !isParsedArray(parsed) || parsed.length !== columns.length) return null
  const values: Stored[] = []
  for (const [index, column] of columns.entries()) {
    const plain = { ...column, enum: null, minLength: null, maxLength: null, pattern: null, format: null }
    const reading = readValue(parsed[index] ?? null, { ...plain, trimmed: false }, 'json', [])
    if (!reading.ok) return null
    values.push(reading.value)
  }
  return values
}

/** Whether a row stands behind the place of a cursor; keys, which settle equal values, always ascend. */
export function isBehind(
  columns: readonly Field[],
  row: Row,
  place: readonly Stored[],
  descends: boolean,
): boolean {
  for (const [index, { name }] of columns.entries()) {
    const order = compareStored(columnOf(row, name), place[index] ?? null)
    if (order !== 0) return order > 0 !== (descends && index === 0)
  }
  return false
}
