import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { columnNamed } from '../column.js'
import { shapeOf } from '../path.js'
import { derived } from '../origins.js'
import { surrogateKey } from '../stored-key.js'
import { entityOfItem } from './path-entity.js'

/** A table with a key: where no document names one, the database numbers its rows, or they have UUIDs where paths do. */
export function withSurrogateKey(draft: Draft, entity: Entity): Entity {
  if (entity.managedElsewhere || entity.fields.length === 0) return entity
  if (entity.fields.some(({ primaryKey, name }) => primaryKey || name === 'id')) return entity
  return { ...entity, fields: [surrogateKey(isNamedByUuid(draft, entity)), ...entity.fields] }
}

/** Whether paths name the rows of an entity by UUIDs: `/shelves/{id}` with an id of the format `uuid`. */
function isNamedByUuid(draft: Draft, entity: Entity): boolean {
  return draft.operations.some((operation) => {
    const path = shapeOf(operation)
    return path.items.some(
      ({ parameter }, index) =>
        parameter !== null &&
        operation.parameters.some(({ name, type }) => name === parameter && type === 'uuid') &&
        entityOfItem(draft, path, index) === entity,
    )
  })
}

/** Columns by which a path names one row are unique: `slug` in `/articles/{slug}`. */
export function withPathKeys(draft: Draft): Draft {
  const keys = new Map<Entity, Set<Field>>()
  for (const operation of draft.operations) {
    const path = shapeOf(operation)
    for (const [index, { parameter }] of path.items.entries()) {
      if (parameter === null) continue
      const entity = entityOfItem(draft, path, index)
      if (entity === null || entity.managedElsewhere) continue
      const column = columnNamed(entity, parameter)
      if (column === null || column.primaryKey || column.unique || column.name === entity.owner) continue
      if (column.type !== 'string' && column.type !== 'uuid') continue
      keys.set(entity, (keys.get(entity) ?? new Set()).add(column))
    }
  }
  if (keys.size === 0) return draft
  const why = 'a path names one row by it'
  return {
    ...draft,
    entities: draft.entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) =>
        keys.get(entity)?.has(field) === true
          ? {
              ...field,
              unique: true,
              origins: { ...field.origins, unique: derived(why) },
            }
          : field,
      ),
    })),
  }
}
