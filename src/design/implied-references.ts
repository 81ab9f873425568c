import { entityKey } from './canonical-name.js'
import type { Entity, Field } from './entity.js'

/**
 * Ties a column of which documents give the name alone to the table that it is called after: `basket_id` without a type
 * holds the key of a `Basket`, and `grower_id` that of a `GrowerProfile` where there is no other grower.
 */
export function impliedReferences(entities: readonly Entity[]): readonly Entity[] {
  return entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => (field.name === entity.owner ? field : tied(field, entities))),
  }))
}

function tied(field: Field, entities: readonly Entity[]): Field {
  const noun = /^(\w{2,60}?)_?id$/i.exec(field.name)?.[1]
  const isTold = (field.origins['type'] ?? []).length > 0 || field.references !== null
  if (noun === undefined || isTold || field.primaryKey) return field
  const named = (suffix: string): Entity | undefined =>
    entities.find(({ name }) => entityKey(name) === `${entityKey(noun)}${suffix}`)
  const target = named('') ?? named('profile')
  const keys = target?.fields.filter(({ name, primaryKey }) => primaryKey || name === 'id') ?? []
  const [key, another] = keys
  if (target === undefined || target.managedElsewhere || key === undefined || another !== undefined)
    return field
  const why = `it is called after ${target.name}, and no document gives it a type`
  return {
    ...field,
    type: key.type,
    maxLength: key.type === 'string' ? key.maxLength : null,
    references: `${target.table ?? target.name}.${key.name}`,
    origins: {
      ...field.origins,
      type: [{ kind: 'derived', why, from: [] }],
      references: [{ kind: 'derived', why, from: [] }],
    },
  }
}
