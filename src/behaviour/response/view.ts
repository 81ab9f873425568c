import type { Shape, ShapeField } from '../../claims/shape.js'
import type { ComputedField, Entity, Field } from '../../design/entity.js'
import type { Draft } from '../../design/draft.js'
import type { ColumnField, FormulaField, View, ViewField } from '../../design/operation.js'
import { columnNamed } from '../column.js'
import { keyOf } from '../naming.js'
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
    const computed = computedNamed(entity, field.name)
    if (computed !== null) {
      const shown = computedView(computed, field.name)
      if (shown !== null) list.push(shown)
      continue
    }
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
export function wholeView(entity: Entity): readonly (ColumnField | FormulaField)[] {
  const columns = entity.fields
    .filter((field) => !isSecret(field.name) && !isSurrogate(field))
    .map((field) => viewField(field, field.name))
  return [...columns, ...(entity.computed ?? []).flatMap((field) => computedView(field, field.name) ?? [])]
}

/** The computed field of that name, however it is spelt; null where there is none. */
function computedNamed({ computed = [] }: Entity, name: string): ComputedField | null {
  return computed.find((field) => keyOf(field.name) === keyOf(name)) ?? null
}

/** A field that nobody could tell how to work out is left out of answers, as the question about it says. */
function computedView(
  { name: field, formula, origins: _origins, ...rest }: ComputedField,
  name: string,
): FormulaField | null {
  return formula === null ? null : { ...rest, kind: 'computed', name, field, formula }
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
      computedNamed(entity, field.name) !== null ||
      (entity.collections ?? []).some(({ name }) => name === field.name),
  )
  return columns.length >= Math.min(shape.fields.length, Math.max(2, shape.fields.length / 2))
}
