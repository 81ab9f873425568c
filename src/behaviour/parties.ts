import type { Entity } from '../design/entity.js'
import type { OwnershipWay } from '../design/ownership-ways.js'
import type { Ownership } from '../design/step.js'
import { fieldOf } from './column.js'
import { impliedBy, referredBy } from './referred.js'

/**
 * The rule that one of the users whom columns name is the caller: `guest_id` holds the user, `host_id` a profile whose
 * owner is one.
 *
 * @param columns of the entity
 * @returns null where a column leads to no user
 */
export function partyRuleOf(
  entity: Entity,
  entities: readonly Entity[],
  columns: readonly string[],
): Ownership | null {
  const ways = columns.map((column) => wayOf(entity, entities, column))
  const [first, ...or] = ways.flatMap((way) => way ?? [])
  if (first === undefined || or.length + 1 < columns.length) return null
  return { ...first, value: { kind: 'caller' }, ...(or.length === 0 ? {} : { or }) }
}

function wayOf(entity: Entity, entities: readonly Entity[], column: string): OwnershipWay | null {
  const field = fieldOf(entity, column)
  if (field === null) return null
  const referred = referredBy(entities, field) ?? impliedBy(entities, field)
  if (referred === null || referred.entity.managedElsewhere) return { field: field.name }
  const { entity: above, key } = referred
  if (above.owner === null) return null
  return { through: [{ from: field.name, entity: above.name, field: key.name }], field: above.owner }
}
