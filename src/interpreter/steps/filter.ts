import type { Filter } from '../../design/step.js'
import type { Execution } from '../execution.js'
import { evaluateFor } from '../expression.js'
import { alongHops } from '../hops.js'
import { columnOf, compareStored, isSame, type Row, type Stored } from '../stored.js'
import { fieldNamed, type Table } from '../table.js'

/** Whether a row passes a filter of a list. */
export function passes(execution: Execution, table: Table, filter: Filter, row: Row): boolean {
  if (filter.unlessQuery !== null && filter.unlessQuery !== undefined)
    if (execution.input.query.get(filter.unlessQuery) === true) return true
  // A row that leads to no other passes a filter which nobody sent.
  if (filter.whenQuery !== null && (execution.input.query.get(filter.whenQuery) ?? null) === null) return true
  const { end, rows } = alongHops(execution, table, filter.through, row)
  return rows.some((one) => passesItself(execution, end, filter, one))
}

function passesItself(execution: Execution, table: Table, filter: Filter, row: Row): boolean {
  const value = columnOf(row, filter.field)
  const sent = filter.whenQuery === null ? null : (execution.input.query.get(filter.whenQuery) ?? null)
  if (filter.cases !== null && filter.whenQuery !== null) {
    if (typeof sent !== 'string' || !Object.hasOwn(filter.cases, sent)) return true
    const stored = filter.cases[sent] ?? null
    return value !== null && isSame(value, stored) === (filter.comparison !== 'notEqual')
  }
  const first = evaluateFor(execution, filter.value, fieldNamed(table, filter.field))
  const isDay = typeof sent === 'string' && sent.length === 10 && first === `${sent}T00:00:00.000000`
  // The last day of a range belongs to it.
  const wanted = isDay && filter.comparison === 'atMost' ? `${sent}T23:59:59.999999` : first
  return filter.value.kind === 'constant' && (wanted === null || typeof wanted === 'boolean')
    ? isSame(value, wanted) === (filter.comparison !== 'notEqual')
    : compared(value, filter.comparison, wanted)
}

/** A comparison as SQL makes it: with nothing it never holds. */
function compared(value: Stored, comparison: Filter['comparison'], wanted: Stored): boolean {
  if (value === null || wanted === null) return false
  switch (comparison) {
    case 'equal':
      return isSame(value, wanted)
    case 'notEqual':
      return !isSame(value, wanted)
    case 'atLeast':
      return compareStored(value, wanted) >= 0
    case 'atMost':
      return compareStored(value, wanted) <= 0
    case 'oneOf':
      return Array.isArray(wanted) && wanted.some((item: Stored) => isSame(value, item))
    case 'contains':
      return Array.isArray(value) && value.some((item: Stored) => isSame(item, wanted))
  }
}
