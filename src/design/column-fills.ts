import type { ColumnFills } from './entities.js'
import type { ValueFact } from './claim-index.js'
import { weaken } from './claim-index.js'
import { columnKey } from './entity-groups.js'
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
export function fillsFromModels(schemas: SchemaIndex): ColumnFills {
  return (entity) => {
    const fills = new Map<string, readonly ValueFact[]>()
    const models = [...schemas.withRole(entity, 'base'), ...schemas.withRole(entity, 'create')]
    for (const { properties } of models) {
      for (const [name, facts] of properties) {
        const limits = weaken(
          facts.filter(({ property }) => LIMITS.has(property)),
          20,
        )
        if (limits.length > 0 && !fills.has(columnKey(name))) fills.set(columnKey(name), limits)
      }
    }
    return fills
  }
}
