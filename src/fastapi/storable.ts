import type { JsonValue } from '../claims/json.js'
import type { Entity, Field } from '../design/entity.js'
import type { BodyField } from '../design/operation.js'
import type { Defaulted, ValueRules } from '../design/value.js'
import type { ImplementedOperation } from './backend.js'

/**
 * Columns whose defaults are of their own type; a document's `default: none` for a
 * number is prose, and as code it would not even start.
 */
export function storableEntity(entity: Entity): Entity {
  return { ...entity, fields: entity.fields.map(withFittingDefault) }
}

/**
 * An operation whose inputs can be stored: defaults are of their own type, and a
 * field is required where a new row cannot be without it.
 */
export function storableOperation(
  operation: ImplementedOperation,
  entities: readonly Entity[],
): ImplementedOperation {
  const indispensable = indispensableFields(operation, entities)
  return {
    ...operation,
    query: operation.query.map(withFittingDefault),
    body: operation.body.map(withFittingDefault).map((field): BodyField => {
      if (!indispensable.has(field.name) || field.default !== null) return field
      return { ...field, required: true, nullable: false }
    }),
  }
}

/** Body fields that fill columns which are not null and have no default. */
function indispensableFields(
  operation: ImplementedOperation,
  entities: readonly Entity[],
): ReadonlySet<string> {
  return new Set(
    operation.steps.flatMap((step) => {
      if (step.kind !== 'insert') return []
      const columns = entities.find(({ name }) => name === step.entity)?.fields ?? []
      return step.values.flatMap(({ field, value }) => {
        const column = columns.find(({ name }) => name === field)
        return value.kind === 'body' && column !== undefined && isIndispensable(column) ? [value.field] : []
      })
    }),
  )
}

function isIndispensable(column: Field): boolean {
  return !column.nullable && column.generated === null && column.default === null
}

function withFittingDefault<T extends ValueRules & Defaulted>(value: T): T {
  return value.default === null || fits(value, value.default) ? value : { ...value, default: null }
}

/** Whether a literal is a value of a type. Moments and ids have no literals in JSON. */
function fits(rules: ValueRules, value: JsonValue): boolean {
  switch (rules.type) {
    case 'string':
    case 'enum':
      return typeof value === 'string' && (rules.enum === null || rules.enum.includes(value))
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'decimal':
      return (
        typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,30}(?:\.\d{1,30})?$/.test(value))
      )
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false'
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && !Array.isArray(value)
    default:
      return false
  }
}
