import type { ValueType } from '../../claims/shape.js'
import type { Entity, Field } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'

/** What values of a type are in JSON, in the words of a person. */
const KINDS: Readonly<Record<ValueType, string>> = {
  string: 'text',
  enum: 'text',
  uuid: 'text',
  datetime: 'text',
  date: 'text',
  time: 'text',
  integer: 'a number',
  number: 'a number',
  decimal: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  bytes: 'a file',
}

/** Types that a text may be read as, where documents call it no more than a text. */
const READ_FROM_TEXT: ReadonlySet<ValueType> = new Set(['integer', 'decimal'])

/**
 * Why a body field cannot be stored in its column: an object where a reference is kept, a word where a number is.
 * How one becomes the other, only a person knows. Null where it can.
 */
export function unfit(entity: Entity, field: BodyField, column: Field): string | null {
  const [sent, stored] = [KINDS[field.type], KINDS[column.type]]
  if (sent === stored || (field.type === 'string' && READ_FROM_TEXT.has(column.type))) return null
  return `"${field.name}" is sent as ${sent}, and ${entity.name}.${column.name} holds ${stored} (${column.type})`
}
