import type { ClaimOf } from '../claims/claim.js'
import type { EntityGroup } from './entity-groups.js'
import { columnKey } from './entity-groups.js'
import { columnClaims, isTable } from './entity-from-schema.js'
import type { SchemaDefinition, SchemaIndex } from './schemas.js'

/** Moments that every service keeps the same way, so that showing them says how they are stored. */
const MOMENTS: ReadonlySet<string> = new Set(['createdat', 'updatedat'])

/** The models of a whole row that documents give clients. */
function rowModels({ key }: EntityGroup, schemas: SchemaIndex): readonly SchemaDefinition[] {
  return [...schemas.withRole(key, 'base'), ...schemas.withRole(key, 'response')].filter(
    ({ illustrative }) => !illustrative,
  )
}

/** Keys of the properties that clients see of a row. */
export function shownColumns(group: EntityGroup, schemas: SchemaIndex): ReadonlySet<string> {
  return new Set(rowModels(group, schemas).flatMap(({ properties }) => [...properties.keys()].map(columnKey)))
}

/**
 * An entity with the moments of making and changing that clients see of its rows and its description leaves out:
 * `Packet: id, label`, and answers with `createdAt`.
 */
export function withShownMoments(group: EntityGroup, schemas: SchemaIndex): EntityGroup {
  if (!isTable(group)) return group
  const columns = new Map<string, readonly ClaimOf<'column'>[]>(group.columns)
  for (const { properties } of rowModels(group, schemas)) {
    for (const [property, facts] of properties) {
      const key = columnKey(property)
      if (!MOMENTS.has(key) || columns.has(key)) continue
      columns.set(key, columnClaims(group.key, property, facts))
    }
  }
  return { ...group, columns }
}
