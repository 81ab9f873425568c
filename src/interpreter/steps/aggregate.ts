import type { Measure } from '../../design/measure.js'
import type { Execution } from '../execution.js'
import { tableOf } from '../execution.js'
import { evaluateFor } from '../expression.js'
import { columnOf, isSame, type Row } from '../stored.js'
import { fieldNamed } from '../table.js'
import { passes } from './filter.js'
import { stepRunner } from './step-runner.js'

/** Numbers over rows. */
export const aggregate = stepRunner('aggregate', (step, execution) => {
  for (const measure of step.measures) {
    const rows = measuredRows(execution, measure)
    execution.measures.set(measure.name, grouped(measure, rows))
  }
  return null
})

function measuredRows(execution: Execution, { entity, owner, filters }: Measure): readonly Row[] {
  const table = tableOf(execution, entity)
  const isOwned = (row: Row): boolean => {
    if (owner === null) return true
    const caller = evaluateFor(execution, owner.value, fieldNamed(table, owner.field))
    return caller !== null && isSame(columnOf(row, owner.field), caller)
  }
  return execution.transaction
    .rows(entity)
    .filter((row) => isOwned(row) && filters.every((filter) => passes(execution, table, filter, row)))
}

/** One number, or one for each value of a column; those of a closed set are there even without rows. */
function grouped(measure: Measure, rows: readonly Row[]): number | Readonly<Record<string, number>> {
  const { group } = measure
  if (group === null) return measured(measure, rows)
  const members = new Map<string, Row[]>((group.values ?? []).map((value) => [value, []]))
  for (const row of rows) {
    const value = columnOf(row, group.field)
    if (value === null) continue
    const key = String(value)
    members.set(key, [...(members.get(key) ?? []), row])
  }
  return Object.fromEntries([...members].map(([key, inside]) => [key, measured(measure, inside)]))
}

/** The number of rows, or the sum or mean of a column, which is 0 without values. */
function measured({ function: kind, field }: Measure, rows: readonly Row[]): number {
  if (field === null || kind === 'count') return rows.length
  const values = rows.map((row) => columnOf(row, field)).filter((value) => typeof value === 'number')
  const sum = Number(values.reduce((total, value) => total + value, 0).toFixed(10))
  if (kind === 'sum') return sum
  return values.length === 0 ? 0 : sum / values.length
}
