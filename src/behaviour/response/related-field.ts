import type { ShapeField } from '../../claims/shape.js'
import type { Association, Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Related, RelatedField } from '../../design/operation.js'
import { primaryKey, referenceTo } from '../column.js'
import { entityNamed, entityShown } from '../entity-of.js'
import { keyOf, nounOf, wordsOf } from '../naming.js'
import { referredBy } from '../referred.js'
import { linkOf } from '../relations/named-rows.js'
import { isCountOf, isFlagOf, isOwnCountOf } from '../relations/verb.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import { referredField } from './referred-field.js'
import type { ViewOf } from './view-of.js'
import { tiedRowsField } from './tied-rows-field.js'

/**
 * A response field that is no column of the row but follows from its relations: a list kept elsewhere, what
 * the caller has done to the row, how often that was done, the row it refers to, the rows that refer to it.
 * Null when it is none of these.
 */
export function relatedField(
  draft: Draft,
  entity: Entity,
  field: ShapeField,
  viewOf: ViewOf,
): Built<RelatedField> | null {
  return (
    collectionField(entity, field) ??
    tieField(draft, entity, field) ??
    embeddedField(draft, entity, field, viewOf) ??
    childrenField(draft, entity, field, viewOf) ??
    tiedRowsField(draft, entity, field, viewOf) ??
    childCountField(draft, entity, field) ??
    linkCountField(draft, entity, field) ??
    referredField(draft, entity, field)
  )
}

function named(field: ShapeField): { readonly name: string; readonly description: string | null } {
  const { shape, name } = field
  return { name, description: shape.kind === 'value' ? (shape.facts.description ?? null) : null }
}

function collectionField(entity: Entity, field: ShapeField): Built<RelatedField> | null {
  const collection = entity.collections?.find(({ name }) => keyOf(name) === keyOf(field.name))
  if (collection === undefined) return null
  const { entity: holder, field: reference, target, column, position, through = null } = collection
  return built({
    ...named(field),
    kind: 'names',
    related: { entity: holder, field: reference, target },
    through:
      through === null ? null : { field: through.field, entity: through.entity, target: through.target },
    column,
    sort: position,
  })
}

function tieField(
  { associations = [] }: Draft,
  entity: Entity,
  field: ShapeField,
): Built<RelatedField> | null {
  if (field.shape.kind !== 'value' && field.shape.kind !== 'unknown') return null
  const type = field.shape.kind === 'value' ? (field.shape.facts.type ?? null) : null
  const to = ({ subject, entity: holder }: Association): Related => ({
    entity: holder,
    field: subject.field,
    target: subject.target,
  })
  for (const association of associations) {
    const { verb, subject, caller } = association
    if (subject.entity === entity.name && type !== 'integer' && isFlagOf(verb, field.name))
      return built({ ...named(field), kind: 'exists', related: to(association), caller: caller.field })
    if (type === 'boolean' || type === 'string') continue
    if (subject.entity === entity.name && isCountOf(verb, field.name))
      return built({ ...named(field), kind: 'count', related: to(association) })
    if (caller.entity === entity.name && isOwnCountOf(verb, field.name))
      return built({
        ...named(field),
        kind: 'count',
        related: { entity: association.entity, field: caller.field, target: caller.target },
      })
  }
  return null
}

/** A whole row of the entity that one of the columns refers to: `author: {…}`. */
function embeddedField(
  draft: Draft,
  entity: Entity,
  field: ShapeField,
  viewOf: ViewOf,
): Built<RelatedField> | null {
  const { shape } = field
  if (shape.kind !== 'object' || shape.fields.length === 0) return null
  const column = embeddingColumn(draft, entity, field)
  const target = column === null ? null : referredBy(draft.entities, column)
  if (column === null || target === null) return null
  if (target.entity.managedElsewhere)
    return unbuilt(`${target.entity.name} is kept by another system, so "${field.name}" cannot be shown`)
  const view = viewOf(target.entity, shape)
  if (!view.ok) return view
  return built({
    ...named(field),
    kind: 'view',
    reference: column.name,
    target: target.key.name,
    nullable: column.nullable,
    view: view.value,
  })
}

/** The column behind an embedded row: of the same name, named for it with `_id`, or the only one to its entity. */
function embeddingColumn(draft: Draft, entity: Entity, { name, shape }: ShapeField): Field | null {
  const keys = new Set([keyOf(name), keyOf(`${name}_id`)])
  const same = entity.fields.find((column) => column.references !== null && keys.has(keyOf(column.name)))
  if (same !== undefined) return same
  const face = entityNamed(draft.entities, name) ?? entityShown(draft.entities, shape)
  if (face === null) return null
  const columns = entity.fields.filter((column) => referredBy(draft.entities, column)?.entity === face)
  return columns.length === 1 ? (columns[0] ?? null) : null
}

/** Rows of another entity that refer to this one: `items: [{…}]`. */
function childrenField(
  draft: Draft,
  entity: Entity,
  field: ShapeField,
  viewOf: ViewOf,
): Built<RelatedField> | null {
  const { shape } = field
  if (shape.kind !== 'array') return null
  const { items } = shape
  const told = items.kind === 'reference' && entityNamed(draft.entities, items.name) !== null
  if (!told && (items.kind !== 'object' || items.fields.length === 0)) return null
  const child = childNamed(draft, entity, field.name) ?? entityShown(draft.entities, items)
  const reference = child === null || child === entity ? null : referenceTo(child, entity)
  const key = primaryKey(entity)
  if (child === null || reference === null || key === null || child.managedElsewhere) return null
  // A row that is named and not described is shown whole.
  const view = viewOf(child, told ? { kind: 'unknown' } : items)
  if (!view.ok) return view
  const order = child.fields.find(({ name }) =>
    /^(?:position|sort_?order|order_?index|sequence|step_?(?:number|order))$/i.test(name),
  )
  return built({
    ...named(field),
    kind: 'list',
    related: { entity: child.name, field: reference.name, target: key.name },
    sort: order?.name ?? null,
    view: view.value,
  })
}

/** `items` of an `Order` are `OrderItem` rows. */
function childNamed({ entities }: Draft, entity: Entity, name: string): Entity | null {
  return entityNamed(entities, name) ?? entityNamed(entities, `${entity.name}_${name}`)
}

/** How many rows a table between them links to this one: `task_count` or `usage_count` of a tag. */
function linkCountField(draft: Draft, entity: Entity, field: ShapeField): Built<RelatedField> | null {
  const { shape } = field
  if (shape.kind !== 'value' || (shape.facts.type ?? 'integer') !== 'integer') return null
  const words = wordsOf(field.name)
  const counted = words.filter((word) => !/^(?:count|total|num|number|of)$/.test(word))
  if (counted.length === words.length || counted.length !== 1) return null
  const links = draft.entities.flatMap((one) => linkOf(draft, one) ?? [])
  const found = links.flatMap(({ entity: link, ends }) => {
    const own = ends.find((end) => end.entity === entity)
    const other = ends.find((end) => end.entity !== entity)
    return own === undefined || other === undefined ? [] : [{ link, own, other }]
  })
  const byName = found.filter(({ other }) => nounOf(other.entity.name) === nounOf(counted[0] ?? ''))
  const [only, ...more] = /^(?:usage|use|uses|used)$/.test(counted[0] ?? '') ? found : byName
  if (only === undefined || more.length > 0) return null
  return built({
    ...named(field),
    kind: 'count',
    related: { entity: only.link.name, field: only.own.column.name, target: only.own.key.name },
  })
}

/** How many rows of another entity refer to this one: `commentsCount`, `item_count`. */
function childCountField(draft: Draft, entity: Entity, field: ShapeField): Built<RelatedField> | null {
  const { shape } = field
  if (shape.kind !== 'value' || (shape.facts.type ?? 'integer') !== 'integer') return null
  const counted = /^(?:(?:total|num|number_?of)_?)?([A-Za-z_]{2,40}?)(?:_?(?:count|total))?$/i.exec(
    field.name,
  )?.[1]
  if (counted === undefined || !/count|total|^num|^number/i.test(field.name)) return null
  const child = childNamed(draft, entity, counted.replace(/_$/, ''))
  const reference = child === null || child === entity ? null : referenceTo(child, entity)
  const key = primaryKey(entity)
  if (child === null || reference === null || key === null || child.managedElsewhere) return null
  return built({
    ...named(field),
    kind: 'count',
    related: { entity: child.name, field: reference.name, target: key.name },
  })
}
