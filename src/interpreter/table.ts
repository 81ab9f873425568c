import { pluralSnakeCase } from '../behaviour/naming.js'
import type { Design } from '../design/design.js'
import type { Entity, Field } from '../design/entity.js'
import { freeRules } from '../design/value-rules.js'

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
        const fields = keyed(entity.fields)
        const keys = fields.filter(({ primaryKey }) => primaryKey)
        return [entity.name, { entity, fields, keys, references: referencesOf(fields, entities) }]
      }),
  )
}

/** A column of a table; null when it has none of that name. */
export function fieldNamed(table: Table, name: string): Field | null {
  return table.fields.find((field) => field.name === name) ?? null
}

/** Columns with a key among them: the one called `id`, or one of the table's own, for no table can be without. */
function keyed(fields: readonly Field[]): readonly Field[] {
  if (fields.some(({ primaryKey }) => primaryKey)) return fields
  if (!fields.some(({ name }) => name === 'id')) return [SURROGATE_KEY, ...fields]
  return fields.map((field) => {
    if (field.name !== 'id') return field
    const generated = field.generated ?? (field.type === 'integer' ? 'autoincrement' : 'uuid')
    return { ...field, primaryKey: true, nullable: false, generated }
  })
}

const SURROGATE_KEY: Field = {
  ...freeRules('integer'),
  name: 'id',
  primaryKey: true,
  generated: 'autoincrement',
  default: null,
  unique: false,
  index: false,
  references: null,
  onDelete: null,
  touched: false,
  description: null,
  origins: {},
}

function referencesOf(fields: readonly Field[], entities: readonly Entity[]): readonly Reference[] {
  return fields.flatMap((field): readonly Reference[] => {
    if (field.references === null) return []
    const [target = '', column = 'id'] = field.references.split('.')
    const entity = entities.find(
      (candidate) =>
        candidate.name === target || (candidate.table ?? pluralSnakeCase(candidate.name)) === target,
    )
    return entity === undefined || entity.managedElsewhere ? [] : [{ field, entity: entity.name, column }]
  })
}
