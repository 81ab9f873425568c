import { describe, expect, it } from 'vitest'
import type { Formula } from '../../src/design/formula/formula.js'
import { formulaValue, rounded } from '../../src/interpreter/formula.js'
import type { Stored } from '../../src/interpreter/stored.js'

const NOW = Date.parse('2026-03-05T22:00:00Z')

function value(
  formula: Formula,
  columns: Readonly<Record<string, Stored>>,
  type: 'number' | 'decimal' = 'number',
) {
  return formulaValue({ formula, type }, { serial: 1, values: new Map(Object.entries(columns)) }, NOW)
}

describe('a field that follows from columns', () => {
  it('is true only when all tests hold, and a day that is not there is not past', () => {
    const overdue: Formula = {
      kind: 'holds',
      tests: [
        { column: 'due', is: 'past' },
        { column: 'done', is: 'equal', value: false },
      ],
    }
    expect(value(overdue, { due: '2026-03-04', done: false })).toBe(true)
    expect(value(overdue, { due: '2026-03-05', done: false })).toBe(false)
    expect(value(overdue, { due: '2026-03-04', done: true })).toBe(false)
    expect(value(overdue, { due: null, done: false })).toBe(false)
    expect(value(overdue, { due: '2026-03-05T21:59:59.000000', done: false })).toBe(true)
  })

  it('counts days in UTC, negative behind today unless they end at 0', () => {
    const left = (floored: boolean): Formula => ({ kind: 'days', direction: 'until', column: 'due', floored })
    expect(value(left(false), { due: '2026-03-08' })).toBe(3)
    expect(value(left(false), { due: '2026-03-01' })).toBe(-4)
    expect(value(left(true), { due: '2026-03-01' })).toBe(0)
    expect(value(left(false), { due: null })).toBeNull()
  })

  it('counts a year only when the day has come', () => {
    const age: Formula = { kind: 'years', column: 'born' }
    expect(value(age, { born: '2000-03-05' })).toBe(26)
    expect(value(age, { born: '2000-03-06' })).toBe(25)
  })

  it('rounds as Python does', () => {
    expect(rounded(0.125, 2)).toBe(0.12)
    expect(rounded(0.375, 2)).toBe(0.38)
    expect(rounded(2.675, 2)).toBe(2.67)
    const share: Formula = {
      kind: 'number',
      term: {
        kind: 'operation',
        operator: '/',
        left: { kind: 'column', column: 'cents' },
        right: { kind: 'number', value: 100 },
      },
      decimals: 1,
    }
    expect(value(share, { cents: 245 }, 'decimal')).toBe(2.4)
    expect(value(share, { cents: 246 })).toBe(2.5)
  })

  it('joins the texts that are there', () => {
    const name: Formula = { kind: 'joined', columns: ['first', 'last'], separator: ' ' }
    expect(value(name, { first: 'Ada', last: null })).toBe('Ada')
    expect(value(name, { first: 'Ada', last: 'Lovelace' })).toBe('Ada Lovelace')
  })
})
