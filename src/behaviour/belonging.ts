import type { Entity, Field } from '../design/entity.js'
import type { Hop } from '../design/step.js'
import { impliedBy, referredBy } from './referred.js'

/** The way from a row to the row above it that has an owner, and that row's column. */
export interface Belonging {
  readonly through: readonly Hop[]
  /** The column of the row at the end of the way that holds the owner. */
  readonly field: string
  /** The entities on the way, from the row above to the one that has an owner. */
  readonly above: readonly Entity[]
}

/** More rows above each other than any document describes. */
const HIGHEST = 5

/**
 * To whom the rows of an entity belong that names no owner itself: a reading belongs to its sensor, which stands in a
 * greenhouse, which is one user's. Of several rows above it is the one with which a row is removed, then the nearest,
 * then the one that is named first.
 *
 * @returns null for rows with an owner of their own, those that name another user, and those above which no row must be
 *   that has an owner
 */
export function belongingOf(entity: Entity, entities: readonly Entity[]): Belonging | null {
  return wayUp(entity, entities, new Set())
}

function wayUp(entity: Entity, entities: readonly Entity[], below: ReadonlySet<Entity>): Belonging | null {
  if (entity.owner !== null || entity.managedElsewhere || below.size >= HIGHEST) return null
  const seen = new Set([...below, entity])
  const parents = entity.fields.flatMap((field) => {
    const parent = field.nullable ? null : (referredBy(entities, field) ?? impliedBy(entities, field))
    return parent === null ? [] : [{ field, ...parent }]
  })
  if (parents.some((parent) => parent.entity.managedElsewhere)) return null
  const ways = parents.flatMap(({ field, entity: parent, key }): readonly Way[] => {
    if (seen.has(parent)) return []
    const hop: Hop = { from: field.name, entity: parent.name, field: key.name }
    if (parent.owner !== null)
      return [{ field, belonging: { through: [hop], field: parent.owner, above: [parent] } }]
    const higher = wayUp(parent, entities, seen)
    if (higher === null) return []
    const through = [hop, ...higher.through]
    return [{ field, belonging: { ...higher, through, above: [parent, ...higher.above] } }]
  })
  return ways.toSorted((left, right) => weight(left) - weight(right))[0]?.belonging ?? null
}

/** A reference and where it leads. */
interface Way {
  readonly field: Field
  readonly belonging: Belonging
}

function weight({ field, belonging }: Way): number {
  return (field.onDelete === 'cascade' ? 0 : HIGHEST) + belonging.through.length
}
