import { tableOf, type Execution } from '../execution.js'
import { evaluateFor } from '../expression.js'
import { columnOf, isSame, type Row } from '../stored.js'
import { fieldNamed } from '../table.js'
import { passes } from './filter.js'
import { ordered } from './order.js'
import { stepRunner, type StepOf } from './step-runner.js'

type Select = StepOf<'select'>

/** Rows: owned, filtered, searched, ordered and cut. */
export const select = stepRunner('select', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const matching = execution.transaction
    .rows(step.entity)
    .filter(
      (row) =>
        isOwned(execution, step, row) &&
        step.filters.every((filter) => passes(execution, table, filter, row)) &&
        isFound(execution, step, row),
    )
  const rows = page(execution, step, ordered(execution, table, step.sort, matching))
  execution.rows.set(step.rows, { entity: step.entity, rows, total: matching.length })
  return null
})

function isOwned(execution: Execution, { owner, entity }: Select, row: Row): boolean {
  if (owner === null) return true
  const column = fieldNamed(tableOf(execution, entity), owner.field)
  const caller = evaluateFor(execution, owner.value, column)
  return caller !== null && isSame(columnOf(row, owner.field), caller)
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

function page({ input }: Execution, { paging }: Select, rows: readonly Row[]): readonly Row[] {
  if (paging === null) return rows
  const size = input.query.get(paging.sizeParameter)
  const position = paging.positionParameter === null ? null : input.query.get(paging.positionParameter)
  const given = typeof position === 'number' ? position : null
  const limit = typeof size === 'number' ? size : rows.length
  const start = given === null ? 0 : paging.style === 'page' ? (given - 1) * limit : given
  return rows.slice(start, start + limit)
}
