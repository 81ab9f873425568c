import { entityKey } from './canonical-name.js'
import type { Entity } from './entity.js'

/**
 * Names the entity where a reference names its table with a schema (`inv.sku.id`), and completes references that name a table and no column (`FK → User`) with the table's key: a foreign key refers to the
 * primary key where nothing else is said.
 */
export function referencedKeys(entities: readonly Entity[]): readonly Entity[] {
  const keyOf = (table: string): string | null => {
    const target = entities.find(
      (entity) => entity.table === table || entityKey(entity.name) === entityKey(table),
    )
    const keys = target?.fields.filter(({ primaryKey }) => primaryKey) ?? []
    return keys.length === 1 ? (keys[0]?.name ?? null) : null
  }
  return entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => {
      const qualified = field.references === null ? null : withoutSchema(entities, field.references)
      if (qualified !== null) return { ...field, references: qualified }
      const key = field.references === null || field.references.includes('.') ? null : keyOf(field.references)
      return key === null ? field : { ...field, references: `${field.references ?? ''}.${key}` }
    }),
  }))
}

/** `Sku.id` of `inv.sku.id`; null for a reference to no table with a schema. */
function withoutSchema(entities: readonly Entity[], reference: string): string | null {
  for (const { name, table, fields } of entities) {
    if (table === null || !table.includes('.')) continue
    if (reference.startsWith(`${table}.`)) return `${name}${reference.slice(table.length)}`
    const keys = fields.filter(({ primaryKey }) => primaryKey)
    if (reference === table && keys.length === 1) return `${name}.${keys[0]?.name ?? 'id'}`
  }
  return null
}
