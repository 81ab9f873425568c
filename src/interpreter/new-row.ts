import type { Field } from '../design/entity.js'
import { fittingDefault } from './input/fitting-default.js'
import { withoutEmptyFraction } from './shown-moment.js'
import type { Execution } from './execution.js'
import { storedMoment } from './clock.js'
import { columnOf, type Row, type Stored } from './stored.js'
import type { Table } from './table.js'

/** A row with the given values; the other columns get what is generated for them, or their defaults. */
export function newRow(execution: Execution, table: Table, given: ReadonlyMap<string, Stored>): Row {
  const rows = execution.transaction.rows(table.entity.name)
  const values = table.fields.map((field): readonly [string, Stored] => {
    const value = given.get(field.name)
    return [field.name, value === undefined ? initialValue(execution, table.entity.name, field, rows) : value]
  })
  return { serial: execution.nextSerial(), values: new Map(values) }
}

function initialValue(execution: Execution, entity: string, field: Field, rows: readonly Row[]): Stored {
  const { surroundings } = execution
  switch (field.generated) {
    case 'uuid':
      return surroundings.uuid()
    case 'now':
      return inColumn(storedMoment(surroundings.now()), field)
    case 'autoincrement':
      return execution.transaction.nextKey(entity, greatest(rows, field.name))
    case null:
      return fittingDefault(field)
  }
}

/** The greatest number in a column; 0 without any. */
function greatest(rows: readonly Row[], field: string): number {
  return rows.reduce((most, row) => {
    const value = columnOf(row, field)
    return typeof value === 'number' && value > most ? value : most
  }, 0)
}

/** A moment in the type of a column: a day, a time, or a text as JSON writes it. */
export function inColumn(moment: string, { type }: Field): string {
  switch (type) {
    case 'date':
      return moment.slice(0, 10)
    case 'time':
      return moment.slice(11)
    case 'string':
    case 'enum':
      return `${withoutEmptyFraction(moment)}+00:00`
    default:
      return moment
  }
}
