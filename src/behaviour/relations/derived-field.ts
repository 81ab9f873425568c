import type { Field } from '../../design/entity.js'
import type { Origins } from '../../design/origin.js'
import type { ValueRules } from '../../design/value.js'
import { freeRules } from '../../design/value-rules.js'

/** The origin of what no document says but others entail. */
export function derived(why: string): Origins {
  return { exists: [{ kind: 'derived', why, from: [] }] }
}

/** A column that no document names; what is not given is empty. */
export function derivedField(
  name: string,
  rules: Pick<ValueRules, 'type' | 'maxLength'>,
  why: string,
  more: Partial<Field> = {},
): Field {
  return {
    ...freeRules(rules.type),
    maxLength: rules.maxLength,
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
    origins: derived(why),
    ...more,
  }
}

/** A column that refers to another one and has its type. */
export function referenceField(
  name: string,
  target: { readonly entity: string; readonly field: Field },
  why: string,
  more: Partial<Field> = {},
): Field {
  return derivedField(name, target.field, why, {
    references: `${target.entity}.${target.field.name}`,
    onDelete: 'cascade',
    ...more,
  })
}
