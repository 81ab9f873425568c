import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import { freeRules } from '../../design/value-rules.js'
import { fieldOf } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { wordsOf } from '../naming.js'
import type { Link } from './named-rows.js'
import { linkBetween } from './link-between.js'

/** The most keys that a list may hold where no document says. */
const MOST = 1000

/** The entity whose keys a list holds by its name: `tag_ids`, `tagIds`. */
export function childOfKeys({ entities }: Draft, name: string): Entity | null {
  const words = wordsOf(name)
  if (words.length < 2 || words.at(-1) !== 'ids') return null
  const child = entityNamed(entities, words.slice(0, -1).join('_'))
  return child === null || child.managedElsewhere ? null : child
}

/** The rows that a list of keys in a body ties a row to, and the table that ties them. */
interface KeyList {
  readonly child: Entity
  readonly link: Link
}

/** What a body field such as `tag_ids` means for rows of an entity; null for any other field. */
export function keyListOf(
  draft: Draft,
  entity: Entity,
  { name, type }: Pick<BodyField, 'name' | 'type'>,
): KeyList | null {
  const child = type === 'array' && fieldOf(entity, name) === null ? childOfKeys(draft, name) : null
  const link = child === null || child === entity ? null : linkBetween(draft, entity, child)
  return child === null || link === null ? null : { child, link }
}

/** The field with the type of the keys, and a bound, for each key costs the database a parameter. */
export function withKeyRules(draft: Draft, entity: Entity, field: BodyField): BodyField {
  const list = keyListOf(draft, entity, field)
  const end = list?.link.ends.find((one) => one.entity === list.child)
  if (end === undefined) return field
  const { type } = end.key
  const items = field.items === null || field.items.type !== type ? freeRules(type) : field.items
  return { ...field, items, maxItems: field.maxItems ?? MOST }
}
