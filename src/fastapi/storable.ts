import type { JsonValue } from '../claims/json.js'
import type { Entity, Field } from '../design/entity.js'
import { bodyFieldIn } from '../design/expression.js'
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
 * An operation whose inputs can be stored: defaults are of their own type, a field is
 * required where a new row cannot be without it, and null is refused where no column takes it.
 */
export function storableOperation(
  operation: ImplementedOperation,
  entities: readonly Entity[],
): ImplementedOperation {
  const columns = columnsOfFields(operation, entities)
  return {
    ...operation,
    query: operation.query.map(withFittingDefault),
    body: operation.body.map(withFittingDefault).map((field): BodyField => {
      const targets = columns.get(field.name) ?? []
      const required = targets.some(({ column, isNew }) => isNew && isIndispensable(column))
      return {
        ...field,
        nullable: field.nullable && targets.every(({ column }) => column.nullable),
        required: field.required || (required && field.default === null),
      }
    }),
  }
}

/** A column that a body field fills, in a new row or an old one. */
interface Target {
  readonly column: Field
  readonly isNew: boolean
}

function columnsOfFields(
  operation: ImplementedOperation,
  entities: readonly Entity[],
): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, Target[]>()
  const entityOf = new Map<string, string>()
  for (const step of operation.steps) {
    if (step.kind === 'find' || step.kind === 'insert') entityOf.set(step.row, step.entity)
    if (step.kind !== 'insert' && step.kind !== 'assign') continue
    const entity = entities.find(({ name }) => name === entityOf.get(step.row))
    for (const { field, value } of step.values) {
      const column = entity?.fields.find(({ name }) => name === field)
      const sent = bodyFieldIn(value)
      if (sent === null || column === undefined) continue
      targets.set(sent, [...(targets.get(sent) ?? []), { column, isNew: step.kind === 'insert' }])
    }
  }
  return targets
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
