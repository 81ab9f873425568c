import { pluralSnakeCase } from '../behaviour/naming.js'
import { withKey } from '../behaviour/stored-key.js'
import type { ValueType } from '../claims/shape.js'
import type { Design } from '../design/design.js'
import type { Entity, Field } from '../design/entity.js'
import { referenceParts } from '../design/reference-parts.js'

/** A column that refers to a key of another table of this backend. */
interface Reference {
  readonly field: Field
  readonly entity: string
  readonly column: string
}

/** A table of the backend. */
export interface Table {
  readonly entity: Entity
  readonly fields: readonly Field[]
  readonly keys: readonly Field[]
  readonly references: readonly Reference[]
}

/** The tables that this backend owns, by entity. */
export function tablesOf({ entities }: Design): ReadonlyMap<string, Table> {
  return new Map(
    entities
      .filter(({ managedElsewhere }) => !managedElsewhere)
      .map((entity) => {
        const fields = withKey(entity.fields)
        const keys = fields.filter(({ primaryKey }) => primaryKey)
        return [entity.name, { entity, fields, keys, references: referencesOf(fields, entities) }]
      }),
  )
}

/** A column of a table; null when it has none of that name. */
export function fieldNamed(table: Table, name: string): Field | null {
  return table.fields.find((field) => field.name === name) ?? null
}

/** The type of a column by its table's entity, null for one that no table has. */
export function columnTypes(
  tables: ReadonlyMap<string, Table>,
): (entity: string, field: string) => ValueType | null {
  return (entity, field) => {
    const table = tables.get(entity)
    return table === undefined ? null : (fieldNamed(table, field)?.type ?? null)
  }
}

function referencesOf(fields: readonly Field[], entities: readonly Entity[]): readonly Reference[] {
  return fields.flatMap((field): readonly Reference[] => {
    if (field.references === null) return []
    const { table: target, column } = referenceParts(field.references)
    const entity = entities.find(
      (candidate) =>
        candidate.name === target || (candidate.table ?? pluralSnakeCase(candidate.name)) === target,
    )
    return entity === undefined || entity.managedElsewhere ? [] : [{ field, entity: entity.name, column }]
  })
}
