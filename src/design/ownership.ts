import { entityKey } from './canonical-name.js'
import type { Entity, Field } from './entity.js'
import { columnKey } from './entity-groups.js'
import { referenceParts } from './reference-parts.js'

/** Columns that tie a row to its user, the most telling first. */
const OWNER_COLUMNS = ['userid', 'ownerid', 'authorid', 'owner', 'author', 'createdby'] as const

const USER_ENTITIES = new Set(['user', 'account', 'customer', 'member', 'profile', 'author'])

function namesUser(field: Field): boolean {
  return field.references === null || USER_ENTITIES.has(entityKey(referenceParts(field.references).table))
}

/** `author` of a book is the name of somebody, no user; `author_id`, and an `author` with a reference or an id, is one. */
function isPlainText({ name, references, type }: Field): boolean {
  return references === null && type === 'string' && /^(?:owner|author)$/i.test(name)
}

/**
 * The owner column of an entity that no document names as such: `user_id` and
 * the like, unless it refers to something that is no user. Users own themselves
 * through their key, not through a column.
 */
export function ownerColumn(entity: Entity): string | null {
  if (entity.owner !== null) return entity.owner
  if (entityKey(entity.name) === 'user') return null
  for (const column of OWNER_COLUMNS) {
    const field = entity.fields.find(({ name }) => columnKey(name) === column)
    if (field !== undefined && namesUser(field) && !isPlainText(field)) return field.name
  }
  return null
}
