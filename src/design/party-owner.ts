import { entityKey } from './canonical-name.js'
import type { Entity } from './entity.js'
import { isGivenByCallers } from './given-owner.js'
import type { OperationGroup } from './operation-groups.js'

/**
 * Who makes a row that shows to several users: the one whose column holds a user, as it refers to no row of the service,
 * and which no request brings.
 *
 * @returns the column; null where rows show to no several users, or none or several of them may be the one
 */
export function partyOwner(
  entity: Entity,
  entities: readonly Entity[],
  operations: readonly OperationGroup[],
): string | null {
  const kept = new Set(
    entities
      .filter(({ managedElsewhere }) => !managedElsewhere)
      .flatMap(({ name }) => [entityKey(name), ...PROFILES.map((word) => entityKey(name).replace(word, ''))]),
  )
  const makers = (entity.parties ?? []).filter((party) => {
    const references = entity.fields.find(({ name }) => name === party)?.references ?? null
    const named = entityKey(party.replace(/_?id$/i, ''))
    return (
      (references === null || !kept.has(entityKey(references.split(/[.(]/, 1)[0] ?? ''))) &&
      (references !== null || !kept.has(named)) &&
      !isGivenByCallers(party, entity, entities, operations)
    )
  })
  const [only, ...more] = makers
  return more.length > 0 ? null : (only ?? null)
}

/** Words behind the noun of a person in the names of tables: `MentorProfile`. */
const PROFILES = [/profile$/, /account$/] as const
