import type { ValueType } from '../claims/shape.js'
import type { Field } from './entity.js'
import { freeRules } from './value-rules.js'
import { derived } from './origin.js'

/**
 * A column that no document describes and that follows from what others say.
 *
 * @param why - the reason, as the report tells it
 * @param more - what differs from a column that is required, of free content, not indexed and refers to nothing
 */
export function derivedColumn(name: string, type: ValueType, why: string, more: Partial<Field> = {}): Field {
  return {
    ...freeRules(type),
    name,
    primaryKey: false,
    unique: false,
    index: false,
    references: null,
    onDelete: null,
    touched: false,
    default: null,
    generated: null,
    description: null,
    origins: { exists: derived(why) },
    ...more,
  }
}

/** A column that refers to another one and has its type; it goes with the row that it refers to. */
export function referenceColumn(
  name: string,
  target: { readonly entity: string; readonly field: Field },
  why: string,
  more: Partial<Field> = {},
): Field {
  const { type, maxLength } = target.field
  return derivedColumn(name, type, why, {
    maxLength,
    references: `${target.entity}.${target.field.name}`,
    onDelete: 'cascade',
    ...more,
  })
}
