import type { ValueRules } from '../design/value.js'
import type { Column, Table } from './table.js'

/** Types of columns that text alone cannot be compared with. */
const TYPED: ReadonlySet<string> = new Set(['uuid', 'integer', 'datetime', 'date', 'time', 'decimal'])

/** Rules whose type is the column's where the documents say only "string", and money where a column holds money. */
export function settledRules(rules: ValueRules, column: Column | null): ValueRules {
  if (column === null) return rules
  const { type } = column.field
  if (rules.type === 'string' && TYPED.has(type)) return { ...rules, type }
  if (type === 'decimal' && (rules.type === 'number' || rules.type === 'integer')) return { ...rules, type }
  // An id that a column keeps as text is text.
  if (type === 'string' && rules.type === 'uuid') return { ...rules, type, format: 'uuid' }
  return rules
}

/** Rules of a path parameter that names a row: of its key's type, whatever the documents call it. */
export function keyRules(rules: ValueRules, column: Column | null): ValueRules {
  if (column === null || !TYPED.has(column.field.type)) return rules
  return rules.type === column.field.type ? rules : { ...rules, type: column.field.type }
}

/** A column of a table, by its name in the documents. */
export function columnNamed(table: Table, name: string): Column | null {
  return table.columns.find(({ field }) => field.name === name) ?? null
}
