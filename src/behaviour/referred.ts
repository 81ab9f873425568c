import type { Entity, Field } from '../design/entity.js'
import { fieldOf, primaryKey } from './column.js'
import { entityNamed } from './entity-of.js'
import { referenceParts } from '../design/reference-parts.js'

/** The row that a column refers to. */
interface Referred {
  readonly entity: Entity
  /** Its column that the reference holds. */
  readonly key: Field
}

/** What a column refers to: `tags.id`, `Tag.id`; null for a column that is no reference, or to no known table. */
export function referredBy(entities: readonly Entity[], column: Field): Referred | null {
  if (column.references === null) return null
  const { table: target, column: key } = referenceParts(column.references)
  const entity =
    entities.find(({ name, table }) => name === target || table === target) ?? entityNamed(entities, target)
  const field = entity === null ? null : (fieldOf(entity, key) ?? primaryKey(entity))
  return entity === null || field === null ? null : { entity, key: field }
}

/**
 * What a column means by its name where no document declares the reference: `drawer_id` holds the key of a `Drawer`, if it has
 * the type of one.
 */
export function impliedBy(entities: readonly Entity[], column: Field): Referred | null {
  const named = column.references !== null ? null : /^(.{1,80}?)_?id$/i.exec(column.name)?.[1]
  const entity = named === null || named === undefined ? null : entityNamed(entities, named)
  const key = entity === null ? null : primaryKey(entity)
  return entity === null || key === null || key.type !== column.type ? null : { entity, key }
}
