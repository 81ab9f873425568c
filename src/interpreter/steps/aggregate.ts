import type { Measure } from '../../design/measure.js'
import type { Execution } from '../execution.js'
import { tableOf } from '../execution.js'
import { isOwned } from '../owned.js'
import { columnOf, type Row } from '../stored.js'
import { passes } from './filter.js'
import { stepRunner } from './step-runner.js'

/** Numbers over rows. */
export const aggregate = stepRunner('aggregate', (step, execution) => {
  for (const measure of step.measures) {
    const rows = measuredRows(execution, measure)
    const value =
      measure.function === 'share' || measure.field === null || !OWN.has(measure.function)
        ? grouped(execution, measure, rows)
        : ownValue(execution, measure, rows)
    execution.measures.set(measure.name, value)
  }
  return null
})

/** Measures that are no sums over groups. */
const OWN: ReadonlySet<Measure['function']> = new Set(['least', 'greatest', 'currentStreak', 'longestStreak'])

/** Extremes, which are null without rows, and runs of days. */
function ownValue(
  { surroundings }: Execution,
  { function: kind, field }: Measure,
  rows: readonly Row[],
): number | null {
  const values = rows.map((row) => columnOf(row, field ?? '')).filter((value) => value !== null)
  if (kind === 'currentStreak' || kind === 'longestStreak') {
    const days = new Set(values.map((value) => dayNumber(String(value).slice(0, 10))))
    return kind === 'longestStreak'
      ? longestStreak(days)
      : currentStreak(days, Math.floor(surroundings.now() / DAY))
  }
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === 0) return null
  return kind === 'least' ? Math.min(...numbers) : Math.max(...numbers)
}

const DAY = 86_400_000

function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY)
}

function longestStreak(days: ReadonlySet<number>): number {
  const starts = [...days].filter((day) => !days.has(day - 1))
  return Math.max(0, ...starts.map((start) => runFrom(days, start, 1)))
}

/** The run that ends today, or yesterday while today is open. */
function currentStreak(days: ReadonlySet<number>, today: number): number {
  return runFrom(days, days.has(today) ? today : today - 1, -1)
}

function runFrom(days: ReadonlySet<number>, start: number, step: 1 | -1): number {
  let length = 0
  while (days.has(start + length * step)) length += 1
  return length
}

function measuredRows(execution: Execution, { entity, owner, filters }: Measure): readonly Row[] {
  const table = tableOf(execution, entity)
  return execution.transaction
    .rows(entity)
    .filter(
      (row) =>
        (owner === null || isOwned(execution, table, owner, row)) &&
        filters.every((filter) => passes(execution, table, filter, row)),
    )
}

/** One number, or one for each value of a column; those of a closed set are there even without rows. */
function grouped(
  execution: Execution,
  measure: Measure,
  rows: readonly Row[],
): number | Readonly<Record<string, number>> {
  const { group } = measure
  if (group === null) return measured(execution, measure, rows)
  const members = new Map<string, Row[]>((group.values ?? []).map((value) => [value, []]))
  for (const row of rows) {
    const value = columnOf(row, group.field)
    if (value === null) continue
    const key = String(value)
    members.set(key, [...(members.get(key) ?? []), row])
  }
  return Object.fromEntries([...members].map(([key, inside]) => [key, measured(execution, measure, inside)]))
}

/** The number of rows, or the sum or mean of a column, which is 0 without values. */
function measured(
  execution: Execution,
  { function: kind, field, entity, part = [], scale = 1, decimals }: Measure,
  rows: readonly Row[],
): number {
  if (kind === 'share') {
    const table = tableOf(execution, entity)
    const inside = rows.filter((row) => part.every((filter) => passes(execution, table, filter, row)))
    const share = rows.length === 0 ? 0 : (inside.length * scale) / rows.length
    return decimals === undefined ? share : Number(share.toFixed(decimals))
  }
  if (field === null || kind === 'count') return rows.length
  const values = rows.map((row) => columnOf(row, field)).filter((value) => typeof value === 'number')
  const sum = Number(values.reduce((total, value) => total + value, 0).toFixed(10))
  if (kind === 'sum') return sum
  return values.length === 0 ? 0 : sum / values.length
}
