import { reachesAll } from '../caller.js'
import { isBehind, readCursor } from '../cursor.js'
import { tableOf, type Execution } from '../execution.js'
import { isOwned } from '../owned.js'
import { columnOf, type Row } from '../stored.js'
import { type Table } from '../table.js'
import { passes } from './filter.js'
import { ordered, orderColumns } from './order.js'
import { stepRunner, type StepOf } from './step-runner.js'

type Select = StepOf<'select'>

/** Rows: owned, filtered, searched, ordered and cut. */
export const select = stepRunner('select', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const matching = execution.transaction
    .rows(step.entity)
    .filter(
      (row) =>
        isReached(execution, table, step, row) &&
        step.filters.every((filter) => passes(execution, table, filter, row)) &&
        isFound(execution, step, row),
    )
  const behind = rowsBehind(execution, step, table, ordered(execution, table, step.sort, matching))
  if (behind === null) {
    const parameter = step.paging?.positionParameter ?? ''
    const msg = 'Cursor is none of this list'
    return execution.refuseInput([{ type: 'cursor_invalid', loc: ['query', parameter], msg }])
  }
  const { start, end } = pageOf(execution, step, behind.length)
  execution.rows.set(step.rows, {
    entity: step.entity,
    rows: behind.slice(start, end),
    total: matching.length,
    more: end < behind.length,
  })
  return null
})

/** The rows behind the place that a cursor tells, all without one; null for a cursor that no page has told. */
function rowsBehind(
  { input }: Execution,
  { paging, sort }: Select,
  table: Table,
  rows: readonly Row[],
): readonly Row[] | null {
  const cursor = paging?.style === 'cursor' ? input.query.get(paging.positionParameter ?? '') : null
  if (typeof cursor !== 'string') return rows
  const columns = orderColumns(table, sort)
  const place = readCursor(columns, cursor)
  if (place === null) return null
  return rows.filter((row) => isBehind(columns, row, place, sort?.defaultDirection === 'desc'))
}

function isReached(execution: Execution, table: Table, { owner, wide }: Select, row: Row): boolean {
  return owner === null || reachesAll(wide, execution.roles) || isOwned(execution, table, owner, row)
}

/** Whether any of the searched columns holds the term, whatever the case of its letters. */
function isFound({ input }: Execution, { search }: Select, row: Row): boolean {
  const term = search === null ? null : (input.query.get(search.parameter) ?? null)
  if (search === null || typeof term !== 'string') return true
  return search.fields.some((field) => {
    const value = columnOf(row, field)
    return typeof value === 'string' && value.toLowerCase().includes(term.toLowerCase())
  })
}

/** Where the page begins and ends among so many rows. */
function pageOf(
  { input }: Execution,
  { paging, most }: Select,
  count: number,
): { readonly start: number; readonly end: number } {
  if (paging === null) return { start: 0, end: Math.min(count, most ?? count) }
  const size = input.query.get(paging.sizeParameter)
  const position = paging.positionParameter === null ? null : input.query.get(paging.positionParameter)
  const given = typeof position === 'number' ? position : null
  const limit = typeof size === 'number' ? size : count
  const start = given === null ? 0 : paging.style === 'page' ? (given - 1) * limit : given
  return { start, end: start + limit }
}
