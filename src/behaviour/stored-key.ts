import type { Field } from '../design/entity.js'
import { derivedColumn } from '../design/derived-column.js'

/** Columns with a key among them: the one called `id`, or one of the table's own, for no table can be without. */
export function withKey(fields: readonly Field[]): readonly Field[] {
  if (fields.some(({ primaryKey }) => primaryKey)) return fields
  if (!fields.some(({ name }) => name === 'id')) return [surrogateKey(false), ...fields]
  return fields.map((field) => (field.name === 'id' ? asKey(field) : field))
}

/** The key of a table for which no document names one: a number, or a UUID where it must not be guessed. */
export function surrogateKey(opaque: boolean): Field {
  return derivedColumn('id', opaque ? 'uuid' : 'integer', 'a table needs a key, and no document names one', {
    primaryKey: true,
    generated: opaque ? 'uuid' : 'autoincrement',
  })
}

function asKey(field: Field): Field {
  const generated = field.generated ?? (field.type === 'integer' ? 'autoincrement' : 'uuid')
  return { ...field, primaryKey: true, nullable: false, generated }
}
