import type { ShapeField } from '../../claims/shape.js'
import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { RelatedField } from '../../design/operation.js'
import { entityNamed, entityShown } from '../entity-of.js'
import { linkBetween } from '../relations/link-between.js'
import { childOfKeys } from '../relations/key-lists.js'
import type { Built } from '../steps/guard.js'
import { built } from '../steps/guard.js'
import type { ViewOf } from './view-of.js'

/** Columns by which people name a row. */
const LABEL = /^(?:name|title|label|tag)$/i

/**
 * What a row shows of the rows that a table ties it to: the rows (`tags: [{id, name}]`), their keys (`tag_ids`), or their
 * names (`tags: ["red"]`). Null when it shows none.
 */
export function tiedRowsField(
  draft: Draft,
  entity: Entity,
  field: ShapeField,
  viewOf: ViewOf,
): Built<RelatedField> | null {
  const { shape, name } = field
  if (shape.kind !== 'array') return null
  const plain = shape.items.kind === 'value' || shape.items.kind === 'unknown'
  const keys = plain ? childOfKeys(draft, name) : null
  const child =
    keys ??
    entityNamed(draft.entities, name) ??
    (shape.items.kind === 'object' ? entityShown(draft.entities, shape.items) : null)
  const link = child === null || child === entity ? null : linkBetween(draft, entity, child)
  const own = link?.ends.find((end) => end.entity === entity)
  const other = link?.ends.find((end) => end.entity === child)
  if (child === null || link === null || own === undefined || other === undefined) return null
  const common = {
    name,
    description: null,
    related: { entity: link.entity.name, field: own.column.name, target: own.key.name },
  }
  if (keys !== null)
    return built({
      ...common,
      kind: 'names',
      through: null,
      column: other.column.name,
      sort: null,
      type: other.key.type,
    })
  if (shape.items.kind === 'object' && shape.items.fields.length > 0) {
    const view = viewOf(child, shape.items)
    if (!view.ok) return view
    return built({
      ...common,
      kind: 'list',
      through: { field: other.column.name, target: other.key.name },
      sort: null,
      view: view.value,
    })
  }
  const labels = child.fields.filter((column) => LABEL.test(column.name) && column.type === 'string')
  const [label] = labels
  const texts = shape.items.kind === 'value' && (shape.items.facts.type ?? 'string') === 'string'
  if (!texts || label === undefined || labels.length > 1) return null
  return built({
    ...common,
    kind: 'names',
    through: { field: other.column.name, entity: child.name, target: other.key.name },
    column: label.name,
    sort: null,
  })
}
