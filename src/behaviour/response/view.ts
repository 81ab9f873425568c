import type { Shape, ShapeField } from '../../claims/shape.js'
import type { Entity, Field } from '../../design/entity.js'
import type { ColumnField } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'
import { columnNamed } from '../column.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'

/** Columns that never leave the backend unless a document shows them. */
const SECRET = /password|secret|hash|salt/i

/** The rules of a value alone, without what surrounds it. */
export function rulesOf(rules: ValueRules): ValueRules {
  return {
    type: rules.type,
    nullable: rules.nullable,
    minLength: rules.minLength,
    maxLength: rules.maxLength,
    minimum: rules.minimum,
    maximum: rules.maximum,
    exclusiveMinimum: rules.exclusiveMinimum,
    exclusiveMaximum: rules.exclusiveMaximum,
    pattern: rules.pattern,
    enum: rules.enum,
    minItems: rules.minItems,
    maxItems: rules.maxItems,
    items: rules.items,
    properties: rules.properties,
    format: rules.format,
    trimmed: rules.trimmed,
    notBlank: rules.notBlank,
  }
}

/** The fields of a shape that shows a row: each must be a column of the entity. */
export function viewFields(entity: Entity, fields: readonly ShapeField[]): Built<readonly ColumnField[]> {
  const list: ColumnField[] = []
  for (const field of fields) {
    const column = columnNamed(entity, field.name)
    if (column === null) return unbuilt(`the response field "${field.name}" is no column of ${entity.name}`)
    list.push(viewField(column, field.name))
  }
  return built(list)
}

/** Every column of the entity that is no secret, under its own name. */
export function wholeView(entity: Entity): readonly ColumnField[] {
  return entity.fields
    .filter((field) => !SECRET.test(field.name))
    .map((field) => viewField(field, field.name))
}

function viewField(column: Field, name: string): ColumnField {
  return { kind: 'column', ...rulesOf(column), name, column: column.name, description: column.description }
}

/** True when an object shape shows a row itself and not something around it. */
export function showsRow(entity: Entity, shape: Shape): boolean {
  if (shape.kind !== 'object' || shape.fields.length === 0) return false
  const columns = shape.fields.filter((field) => columnNamed(entity, field.name) !== null)
  return columns.length >= Math.min(shape.fields.length, Math.max(2, shape.fields.length / 2))
}
