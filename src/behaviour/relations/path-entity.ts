import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { entityOfPath, entityOfShape } from '../entity-of.js'
import type { PathShape } from '../path.js'
import { shapeOf } from '../path.js'

/**
 * The entity whose row a path names at one of its items: by the word before the parameter, else what
 * reading that row shows (`/profiles/{username}` shows a user).
 */
export function entityOfItem(draft: Draft, path: PathShape, index: number): Entity | null {
  const named = entityOfPath(draft.entities, path, index - path.items.length)
  if (named !== null || path.items[index]?.parameter === null) return named
  const prefix = path.items.slice(0, index + 1).map(({ literal }) => literal)
  for (const operation of draft.operations) {
    if (operation.method !== 'GET') continue
    const other = shapeOf(operation)
    const same =
      other.items.length === prefix.length &&
      other.items.at(-1)?.parameter !== null &&
      other.items.every(({ literal }, at) => literal === prefix[at])
    const shown = same ? entityOfShape(draft.entities, operation.responseShape) : null
    if (shown !== null) return shown
  }
  return null
}
