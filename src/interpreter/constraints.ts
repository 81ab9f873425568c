import type { Field, TableIndex } from '../design/entity.js'
import type { Failure } from '../design/step.js'
import { refused, type Refusal } from './refusal.js'
import type { Transaction } from './store.js'
import { meets } from './row-condition.js'
import { columnOf, isSame, type Row } from './stored.js'
import type { Table } from './table.js'
import { outOfBounds } from './values/bounds.js'

/**
 * What a database says to the rows of a transaction before it commits them.
 * @param answers those to a row that a unique constraint refuses, and to the removal of one that others refer to; null for
 *   the service's own
 * @returns the refusal, or null when every constraint holds
 */
export function brokenConstraint(
  transaction: Transaction,
  tables: ReadonlyMap<string, Table>,
  { duplicate, referred }: { readonly duplicate: Failure | null; readonly referred: Failure | null },
): Refusal | null {
  for (const [entity, table] of tables) {
    const rows = transaction.rows(entity)
    if (rows.some((row) => table.fields.some((field) => !isAllowed(field, row)))) return BROKEN
  }
  for (const [entity, table] of tables) {
    if (!uniqueSets(table).some((unique) => hasTwins(transaction.rows(entity), unique))) continue
    return duplicate === null ? refused(409, 'Already exists') : refused(duplicate.status, duplicate.message)
  }
  for (const [entity, table] of tables) {
    const dangling = table.references.some(({ field, entity: target, column }) =>
      transaction.rows(entity).some((row) => {
        const value = columnOf(row, field.name)
        return (
          value !== null && !transaction.rows(target).some((other) => isSame(columnOf(other, column), value))
        )
      }),
    )
    if (dangling) return referred === null ? BROKEN : refused(referred.status, referred.message)
  }
  return null
}

const BROKEN = refused(422, 'A value breaks a constraint')

/** Not-null, limits of numbers and words of an enumeration, as the columns have them. */
function isAllowed(field: Field, row: Row): boolean {
  const value = columnOf(row, field.name)
  if (value === null) return field.nullable
  if (typeof value === 'number') return outOfBounds(value, field, []) === null
  return field.enum === null || typeof value !== 'string' || field.enum.includes(value)
}

/** Columns that no two rows may have alike; rows that fail a test of `where` do not count. */
interface UniqueSet {
  readonly fields: readonly string[]
  readonly where: TableIndex['where']
  readonly ignoreCase?: readonly string[]
}

function uniqueSets({ fields, keys, entity }: Table): readonly UniqueSet[] {
  const known = new Set(fields.map(({ name }) => name))
  const whole = (names: readonly string[]): UniqueSet => ({ fields: names, where: [] })
  return [
    whole(keys.map(({ name }) => name)),
    ...fields.filter(({ unique }) => unique).map(({ name }) => whole([name])),
    ...entity.indexes.filter(
      ({ unique, fields: names }) => unique && names.length > 0 && names.every((name) => known.has(name)),
    ),
  ]
}

function hasTwins(rows: readonly Row[], { fields, where, ignoreCase = [] }: UniqueSet): boolean {
  const seen = new Set<string>()
  for (const row of rows) {
    if (!where.every((condition) => meets(row, condition))) continue
    const values = fields.map((field) => {
      const value = columnOf(row, field)
      return ignoreCase.includes(field) && typeof value === 'string' ? smallLetters(value) : value
    })
    // SQL: nothing is not equal to nothing.
    if (values.includes(null)) continue
    const key = JSON.stringify(values)
    if (seen.has(key)) return true
    seen.add(key)
  }
  return false
}

/** SQLite's `lower()`, which knows the letters of ASCII. */
function smallLetters(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}
