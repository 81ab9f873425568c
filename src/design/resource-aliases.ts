import { entityKey, words } from './canonical-name.js'
import { candidatesOf } from './claim-index.js'
import type { Entity } from './entity.js'
import type { OperationGroup } from './operation-groups.js'
import { collectionOf, entityOfPath } from './resource.js'

/**
 * Gives entities the segments of paths that mean them by other words than their names: `### 1. List all loans` over
 * `GET /api/borrowings`, where no entity is called a borrowing.
 *
 * @param groups the operations of the service; what they say of themselves tells what their path is about
 * @returns the entities, with `aliases` where the operations under a segment name one entity far more often than others
 */
export function withAliases(
  entities: readonly Entity[],
  groups: readonly OperationGroup[],
): readonly Entity[] {
  const byKey = new Map(entities.map((entity) => [entityKey(entity.name), entity]))
  const meant = new Map<string, Map<Entity, number>>()
  for (const group of groups) {
    const segment = collectionOf(group.path)
    if (segment === null || entityOfPath(group.path, entities) !== null) continue
    const counts = meant.get(segment) ?? new Map<Entity, number>()
    meant.set(segment, counts)
    for (const entity of namedBy(group, byKey)) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  }
  const aliases = new Map<Entity, string[]>()
  const give = (entity: Entity, segment: string): void => {
    aliases.set(entity, [...(aliases.get(entity) ?? []), segment])
  }
  for (const [segment, counts] of meant) {
    const collected = entities.filter(({ name }) => isItemOf(name, segment))
    if (collected[0] !== undefined && collected.length === 1) {
      give(collected[0], segment)
      continue
    }
    const [first, second] = [...counts].toSorted(([, left], [, right]) => right - left)
    // `List the member's loans` names the member too, the others do not.
    if (first === undefined || first[1] < 2 || (second !== undefined && second[1] * 2 > first[1])) continue
    give(first[0], segment)
  }
  if (aliases.size === 0) return entities
  return entities.map((entity) => {
    const more = aliases.get(entity)
    return more === undefined ? entity : { ...entity, aliases: more }
  })
}

/** The entities that the heading or summary of an operation names. */
function namedBy(group: OperationGroup, byKey: ReadonlyMap<string, Entity>): ReadonlySet<Entity> {
  const found = new Set<Entity>()
  for (const { value } of candidatesOf(group.claims, 'summary'))
    for (const word of words(value.slice(0, 200))) {
      const entity = byKey.get(entityKey(word))
      if (entity !== undefined && !isActor(entity)) found.add(entity)
    }
  return found
}

/** Whoever calls is named in the heading of any operation: `List a user's files`. */
function isActor({ name, managedElsewhere }: Entity): boolean {
  return managedElsewhere || /^(?:user|account|member|customer|admin|owner|client)s?$/i.test(name)
}

/** Whether an entity is what a segment collects: `InventoryItem` of `/inventory`, `ReadingListEntry` of `/reading-list`, `MentorProfile` of `/mentors`. */
function isItemOf(name: string, segment: string): boolean {
  const parts = words(name)
  return (
    parts.length > 1 &&
    /^(?:item|entry|record|row|profile)$/.test(parts.at(-1) ?? '') &&
    entityKey(parts.slice(0, -1).join('')) === entityKey(segment)
  )
}
