import type { Field } from '../../design/entity.js'
import type { Sort, SortChoice } from '../../design/step.js'
import type { Execution } from '../execution.js'
import { columnOf, compareStored, type Row, type Stored } from '../stored.js'
import type { Table } from '../table.js'

/** The columns by which a list is ordered when nobody chooses, the key last. */
export function orderColumns({ fields, keys }: Table, sort: Sort | null): readonly Field[] {
  const first = fields.find(({ name }) => name === sort?.defaultField)
  return first === undefined ? keys : [first, ...keys.filter((key) => key !== first)]
}

/** Rows in the order of a list; the key settles the order of equal values. */
export function ordered(
  execution: Execution,
  { keys }: Table,
  sort: Sort | null,
  rows: readonly Row[],
): readonly Row[] {
  const byKey = (left: Row, right: Row): number => {
    for (const { field, direction } of sort?.further ?? []) {
      const order = compareIn(sort, field, left, right)
      if (order !== 0) return direction === 'asc' ? order : -order
    }
    for (const { name } of keys) {
      const order = compareStored(columnOf(left, name), columnOf(right, name))
      if (order !== 0) return order
    }
    return 0
  }
  if (sort === null) return rows.toSorted(byKey)
  const choice = chosen(execution, sort)
  const field = choice?.field ?? sort.defaultField
  const isUp = choice?.direction === undefined ? isAscending(execution, sort) : choice.direction === 'asc'
  const sign = isUp ? 1 : -1
  return rows.toSorted((left, right) => sign * compareIn(sort, field, left, right) || byKey(left, right))
}

/** Two rows by one column: by the ranks of its words where they have any. */
function compareIn(sort: Sort | null, field: string, left: Row, right: Row): number {
  const words = sort?.ranks?.find((each) => each.field === field)?.words
  const value = (row: Row): Stored => {
    const stored = columnOf(row, field)
    return words === undefined || typeof stored !== 'string' ? stored : words.indexOf(stored)
  }
  return compareStored(value(left), value(right))
}

/** What a client asked for; undefined for the order that is meant without it. */
function chosen({ input }: Execution, { fieldParameter, allowed }: Sort): SortChoice | undefined {
  const wanted = fieldParameter === null ? null : input.query.get(fieldParameter)
  return allowed.find(({ value }) => value === wanted)
}

function isAscending({ input }: Execution, { directionParameter, defaultDirection }: Sort): boolean {
  const wanted = directionParameter === null ? null : input.query.get(directionParameter)
  return typeof wanted === 'string' ? /^asc/i.test(wanted) : defaultDirection === 'asc'
}
