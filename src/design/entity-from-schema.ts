import type { ClaimOf } from '../claims/claim.js'
import { entityKey, fold, singular } from './canonical-name.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import type { EntityGroup } from './entity-groups.js'
import { columnKey } from './entity-groups.js'
import type { OperationGroup } from './operation-groups.js'
import type { SchemaDefinition, SchemaIndex } from './schemas.js'

/** Resources that clients write to, by the key their entity would have. */
function writtenResources(operations: readonly OperationGroup[]): ReadonlySet<string> {
  return new Set(
    operations
      .filter(({ method }) => method !== 'GET' && method !== 'HEAD')
      .flatMap(({ path }) => segmentsOf(path).filter((segment) => parameterName(segment) === null))
      .map((segment) => singular(fold(segment))),
  )
}

/** A schema's property as a column: nothing on the wire tells keys and indexes, only values. */
function columnClaims(entity: string, definition: SchemaDefinition): readonly ClaimOf<'column'>[] {
  return [...definition.properties].flatMap(([field, facts]) =>
    facts.flatMap((fact): readonly ClaimOf<'column'>[] =>
      fact.property === 'required' || fact.property === 'readOnly'
        ? []
        : [{ ...fact, subject: { kind: 'column', entity, field } }],
    ),
  )
}

/**
 * Entities of resources that clients write to and that only schemas describe:
 * the model of the whole row gives the columns, request models those that no
 * response shows, such as a password.
 */
export function entitiesFromSchemas(
  known: readonly EntityGroup[],
  operations: readonly OperationGroup[],
  schemas: SchemaIndex,
): readonly EntityGroup[] {
  const described = new Map(known.filter(({ columns }) => columns.size > 0).map(({ key }) => [key, true]))
  const made: EntityGroup[] = []
  for (const key of writtenResources(operations)) {
    if (described.has(key)) continue
    const whole =
      schemas.withRole(key, 'base').find(({ properties }) => properties.size > 0) ??
      schemas.withRole(key, 'response').find(({ properties }) => properties.size > 1)
    if (whole === undefined) continue
    const columns = new Map<string, readonly ClaimOf<'column'>[]>()
    const models = [whole, ...schemas.withRole(key, 'create').slice(0, 1)]
    for (const model of models) {
      for (const claim of columnClaims(key, model)) {
        const at = columnKey(claim.subject.field)
        const before = columns.get(at)
        if (before === undefined) columns.set(at, [claim])
        else if (before[0]?.span.source === claim.span.source && model === whole)
          columns.set(at, [...before, claim])
      }
    }
    const group = known.find((one) => one.key === key)
    made.push({
      key,
      names: [...(group?.names ?? []), ...(entityKey(whole.name) === key ? [whole.name] : [key])],
      claims: group?.claims ?? [],
      columns,
    })
  }
  return made
}
