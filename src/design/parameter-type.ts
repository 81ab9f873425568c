import type { ValueType } from '../claims/shape.js'
import { HIGH, LOW } from './bound-words.js'
import { fold, words } from './canonical-name.js'
import type { Entity, Field } from './entity.js'
import type { Parameter } from './operation.js'

/** Types whose values no text but their own stands for. */
const NATIVE: ReadonlySet<ValueType> = new Set([
  'boolean',
  'integer',
  'number',
  'decimal',
  'uuid',
  'date',
  'datetime',
])

/**
 * A query parameter of which no document says what it holds, with the type of the column that it is called after:
 * `?food_safe` is a boolean where the column is one, `?min_price` a decimal. Texts stay texts, and so do parameters that
 * no column is called after.
 */
export function typedByColumn(parameter: Parameter, entity: Entity | null): Parameter {
  if (entity === null || parameter.type !== 'string' || parameter.enum !== null) return parameter
  if ('type' in parameter.origins || parameter.pattern !== null || parameter.format !== null) return parameter
  const column = columnOf(parameter.name, entity.fields)
  if (column === null || !NATIVE.has(column.type)) return parameter
  return {
    ...parameter,
    type: column.type,
    origins: { ...parameter.origins, type: column.origins['type'] ?? [] },
  }
}

function columnOf(name: string, fields: readonly Field[]): Field | null {
  const called = (wanted: string): Field | undefined => fields.find((field) => fold(field.name) === wanted)
  const own = called(fold(name)) ?? called(`${fold(name)}id`)
  if (own !== undefined) return own
  const all = words(name)
  const rest = all.filter((word) => !LOW.has(word) && !HIGH.has(word))
  return rest.length > 0 && rest.length < all.length ? (called(rest.join('')) ?? null) : null
}
