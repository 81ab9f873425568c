import type { Field } from '../../design/entity.js'
import type { Origin } from '../../design/origin.js'
import { freeRules } from '../../design/value-rules.js'

/** A column that no document describes and that follows from what operations do. */
export function derivedColumn(
  name: string,
  type: Field['type'],
  origin: readonly Origin[],
  more: Partial<Field> = {},
): Field {
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
    origins: { exists: origin },
    ...more,
  }
}
