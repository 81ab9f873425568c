import { entityKey } from './canonical-name.js'
import type { Entity } from './entity.js'

/**
 * Completes references that name a table and no column (`FK → User`, `inv.sku` of the table `inv.sku`) with the table's
 * key: a foreign key refers to the primary key where nothing else is said.
 */
export function referencedKeys(entities: readonly Entity[]): readonly Entity[] {
  const keyOf = (reference: string): string | null => {
    const target = entities.find(
      ({ name, table }) =>
        table === reference || (!reference.includes('.') && entityKey(name) === entityKey(reference)),
    )
    const keys = target?.fields.filter(({ primaryKey }) => primaryKey) ?? []
    return keys.length === 1 ? (keys[0]?.name ?? null) : null
  }
  return entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => {
      const key = field.references === null ? null : keyOf(field.references)
      return key === null ? field : { ...field, references: `${field.references ?? ''}.${key}` }
    }),
  }))
}
