import type { ColumnFills } from './entities.js'
import type { ValueFact } from './claim-index.js'
import { entityKey } from './canonical-name.js'
import { segmentsOf } from './canonical-path.js'
import { groupBy, weaken } from './claim-index.js'
import { columnKey } from './entity-groups.js'
import type { OperationGroup } from './operation-groups.js'
import type { SchemaIndex } from './schemas.js'

/** Limits that a request model sets for what is stored. */
const LIMITS = new Set<ValueFact['property']>([
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'enum',
  'minItems',
  'maxItems',
])

/**
 * Limits that request models set for the values of an entity, where its own
 * documents set none: what no client can send need not fit the column, but what
 * every client must send holds for every row.
 */
export function fillsFromModels(schemas: SchemaIndex, operations: readonly OperationGroup[]): ColumnFills {
  return (entity) => {
    const fills = new Map<string, readonly ValueFact[]>()
    const creating = operations.filter(
      ({ method, path }) => method === 'POST' && entityKey(segmentsOf(path).at(-1) ?? '') === entity,
    )
    const models = [...schemas.withRole(entity, 'base'), ...schemas.withRole(entity, 'create')].filter(
      ({ illustrative }) => !illustrative,
    )
    for (const { properties } of models) {
      for (const [name, facts] of properties) {
        const limits = weaken(
          facts.filter(({ property }) => LIMITS.has(property)),
          20,
        )
        if (limits.length > 0 && !fills.has(columnKey(name))) fills.set(columnKey(name), limits)
      }
    }
    const bodies = groupBy(
      creating.flatMap(({ body }) => body),
      ({ subject }) => columnKey(subject.field),
    )
    for (const [key, claims] of bodies) {
      const known = new Set((fills.get(key) ?? []).map(({ property }) => property))
      const more = weaken(
        claims.filter(({ property }) => LIMITS.has(property) && !known.has(property)),
        20,
      )
      fills.set(key, [...(fills.get(key) ?? []), ...more])
    }
    return fills
  }
}
