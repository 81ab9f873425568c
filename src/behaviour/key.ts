import type { Generated } from '../claims/shape.js'
import type { Entity, Field } from '../design/entity.js'
import { derived } from './origins.js'

/**
 * The entity with a primary key. A table needs one; where no document says
 * which column it is, `id` is, and the backend makes its values.
 */
export function withKey(entity: Entity): Entity {
  if (entity.managedElsewhere) return entity
  const key =
    entity.fields.find((field) => field.primaryKey) ?? entity.fields.find((field) => field.name === 'id')
  if (key === undefined) return entity
  const several = entity.fields.filter((field) => field.primaryKey).length > 1
  if (key.primaryKey && (several || key.generated !== null || key.references !== null || key.name !== 'id'))
    return entity
  return { ...entity, fields: entity.fields.map((field) => (field === key ? keyField(field) : field)) }
}

function keyField(field: Field): Field {
  const generated = field.generated ?? made(field)
  return {
    ...field,
    primaryKey: true,
    nullable: false,
    generated,
    default: generated,
    origins: {
      ...field.origins,
      ...(field.primaryKey
        ? {}
        : { primaryKey: derived('a table needs a key, and no document names another') }),
      ...(field.generated === null ? { generated: derived('no client gives the key of a new row') } : {}),
    },
  }
}

/** How the backend makes a key of this type; null when it cannot. */
function made(field: Field): Generated | null {
  if (field.type === 'integer') return 'autoincrement'
  return field.type === 'uuid' || field.type === 'string' ? 'uuid' : null
}
