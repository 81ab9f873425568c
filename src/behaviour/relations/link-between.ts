import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { type Link, linkOf } from './named-rows.js'

/** The table that ties two entities; null when there is none, or several. */
export function linkBetween(draft: Draft, left: Entity, right: Entity): Link | null {
  const found = draft.entities.flatMap((entity) => {
    const link = entity === left || entity === right ? null : linkOf(draft, entity)
    const ends = link?.ends.map((end) => end.entity) ?? []
    return link !== null && ends.includes(left) && ends.includes(right) ? [link] : []
  })
  return found.length === 1 ? (found[0] ?? null) : null
}
