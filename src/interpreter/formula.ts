import type { JsonValue } from '../claims/json.js'
import { columnsOfFormula, type FormulaTest, type Term } from '../design/formula/formula.js'
import type { FormulaField } from '../design/operation.js'
import { storedMoment } from './clock.js'
import { isTrueOf, stands } from './row-rule.js'
import { columnOf, compareStored, type Row, type Stored } from './stored.js'

const DAY = 86_400_000

/** What a formula gives for a row at a moment in milliseconds since 1970. */
export function formulaValue(
  { formula, type }: Pick<FormulaField, 'formula' | 'type'>,
  row: Row,
  now: number,
): JsonValue {
  if (formula.kind === 'holds') return formula.tests.every((test) => passesTest(test, row, now))
  const values = columnsOfFormula(formula).map((column) => columnOf(row, column))
  if (formula.kind === 'joined')
    return values.filter((value) => typeof value === 'string').join(formula.separator)
  if (values.includes(null)) return null
  switch (formula.kind) {
    case 'days': {
      const days = Math.round((midnight(columnOf(row, formula.column)) - midnight(storedMoment(now))) / DAY)
      const counted = formula.direction === 'until' ? days : -days
      // No day is -0.
      return formula.floored ? Math.max(counted, 0) : counted + 0
    }
    case 'years': {
      const [born, today] = [dayOf(columnOf(row, formula.column)), dayOf(storedMoment(now))]
      const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
      return today.slice(5) < born.slice(5) ? years - 1 : years
    }
    case 'number': {
      const value = worked(formula.term, row)
      if (type === 'decimal')
        return formula.decimals === null ? exact(value) : exact(evenly(value, formula.decimals))
      return formula.decimals === null ? value : rounded(value, formula.decimals)
    }
  }
}

/** Rounds as Python does: to the nearest, and what lies halfway to the even one. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals
  const scaled = value * scale
  const floor = Math.floor(scaled)
  const halfway = scaled - floor === 0.5 && Number.isInteger(value * 2 ** (decimals + 1))
  if (halfway) return (floor % 2 === 0 ? floor : floor + 1) / scale
  return Number(value.toFixed(decimals))
}

/** A sum of money, which has no more digits than a float holds. */
function exact(value: number): number {
  return Number(value.toPrecision(15))
}

/** Rounds money, where 2.675 lies halfway. */
function evenly(value: number, decimals: number): number {
  const scaled = exact(value * 10 ** decimals)
  const floor = Math.floor(scaled)
  const up = scaled - floor > 0.5 || (scaled - floor === 0.5 && floor % 2 !== 0)
  return (up ? floor + 1 : floor) / 10 ** decimals
}

function passesTest(test: FormulaTest, row: Row, now: number): boolean {
  const value = columnOf(row, test.column)
  switch (test.is) {
    case 'null':
    case 'notNull':
    case 'equal':
    case 'notEqual':
      return isTrueOf(row, test)
    case 'past':
    case 'future': {
      if (typeof value !== 'string') return false
      const present = storedMoment(now).slice(0, value.length)
      return test.is === 'past' ? value < present : value > present
    }
    default: {
      const other = typeof test.than === 'number' ? test.than : columnOf(row, test.than.column)
      if (typeof value !== 'number' || typeof other !== 'number') return false
      return stands(compareStored(value, other), test.is)
    }
  }
}

function worked(term: Term, row: Row): number {
  switch (term.kind) {
    case 'number':
      return term.value
    case 'column': {
      const value = columnOf(row, term.column)
      return typeof value === 'number' ? value : Number(value)
    }
    case 'operation': {
      const [left, right] = [worked(term.left, row), worked(term.right, row)]
      if (term.operator === '+') return left + right
      if (term.operator === '-') return left - right
      return term.operator === '*' ? left * right : left / right
    }
  }
}

function dayOf(value: Stored): string {
  return typeof value === 'string' ? value.slice(0, 10) : ''
}

function midnight(value: Stored): number {
  return Date.parse(`${dayOf(value)}T00:00:00Z`)
}
