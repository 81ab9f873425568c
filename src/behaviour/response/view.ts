import type { Shape, ShapeField } from '../../claims/shape.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Draft } from '../../design/draft.js'
import type { ColumnField, View, ViewField } from '../../design/operation.js'
import { columnNamed } from '../column.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import { relatedField } from './related-field.js'
import { rulesOf } from './rules-of.js'
import { isSecret } from './secret.js'

/** The fields of a shape that shows a row: each is a column of the entity, or follows from its relations. */
export function viewFields(
  draft: Draft,
  entity: Entity,
  fields: readonly ShapeField[],
): Built<readonly ViewField[]> {
  const list: ViewField[] = []
  for (const field of fields) {
    const column = columnNamed(entity, field.name)
    const related =
      column === null || (column.references !== null && field.shape.kind === 'object')
        ? relatedField(draft, entity, field, (other, shape) => viewOfShape(draft, other, shape))
        : null
    if (related !== null && !related.ok) return related
    if (related !== null) list.push(related.value)
    else if (column !== null) list.push(viewField(column, field.name))
    else return unbuilt(`the response field "${field.name}" is no column of ${entity.name}`)
  }
  return built(list)
}

/** The view that an object shape describes. */
function viewOfShape(draft: Draft, entity: Entity, shape: Shape): Built<View> {
  const name = shape.kind === 'reference' || shape.kind === 'object' ? (shape.name ?? '') : ''
  if (shape.kind !== 'object' || shape.fields.length === 0)
    return built({ name, entity: entity.name, fields: wholeView(entity) })
  const fields = viewFields(draft, entity, shape.fields)
  return fields.ok ? built({ name, entity: entity.name, fields: fields.value }) : fields
}

/** Every column of the entity that is no secret, under its own name. */
export function wholeView(entity: Entity): readonly ColumnField[] {
  return entity.fields
    .filter((field) => !isSecret(field.name) && !isSurrogate(field))
    .map((field) => viewField(field, field.name))
}

/** A key that no document names is no client's business. */
function isSurrogate({ primaryKey, origins }: Field): boolean {
  return primaryKey && (origins['exists'] ?? []).some(({ kind }) => kind === 'derived')
}

function viewField(column: Field, name: string): ColumnField {
  return { kind: 'column', ...rulesOf(column), name, column: column.name, description: column.description }
}

/** True when an object shape shows a row itself and not something around it. */
export function showsRow(entity: Entity, shape: Shape): boolean {
  if (shape.kind !== 'object' || shape.fields.length === 0) return false
  const columns = shape.fields.filter(
    (field) =>
      columnNamed(entity, field.name) !== null ||
      (entity.collections ?? []).some(({ name }) => name === field.name),
  )
  return columns.length >= Math.min(shape.fields.length, Math.max(2, shape.fields.length / 2))
}
