import { describe, expect, test } from 'vitest'
import { Figures } from '../../scripts/soak/figures.mjs'
import { Ledger } from '../../scripts/soak/ledger.mjs'

describe('the ledger', () => {
  test('an acknowledged row must be there, as it was acknowledged', () => {
    const ledger = new Ledger()
    ledger.created('Loan 1', 'first')
    expect(ledger.fault('Loan 1', 'first')).toBeNull()
    expect(ledger.fault('Loan 1', undefined)).toBe('Loan 1 was acknowledged, and is not there')
    expect(ledger.fault('Loan 1', 'other')).toBe('Loan 1 holds "other"; "first" was acknowledged')
  })

  test('a change without an answer may have happened or not', () => {
    const ledger = new Ledger()
    ledger.created('Loan 1', 'first')
    ledger.attempted('Loan 1', 'second')
    expect(ledger.fault('Loan 1', 'first')).toBeNull()
    expect(ledger.fault('Loan 1', 'second')).toBeNull()
  })

  test('an acknowledged change ends all that could have been before', () => {
    const ledger = new Ledger()
    ledger.created('Loan 1', 'first')
    ledger.attempted('Loan 1', 'second')
    ledger.attempted('Loan 1', 'third')
    ledger.changed('Loan 1', 'third')
    expect(ledger.fault('Loan 1', 'third')).toBeNull()
    expect(ledger.fault('Loan 1', 'second')).toBe('Loan 1 holds "second"; "third" was acknowledged')
  })

  test('a change that was refused cannot have happened', () => {
    const ledger = new Ledger()
    ledger.created('Loan 1', 'first')
    ledger.attempted('Loan 1', 'second')
    ledger.refused('Loan 1', 'second')
    expect(ledger.fault('Loan 1', 'second')).toBe('Loan 1 holds "second"; "first" was acknowledged')
  })

  test('what was never acknowledged may be missing', () => {
    expect(new Ledger().fault('Loan 1', undefined)).toBeNull()
  })
})

test('figures count answers, and those without one', () => {
  const figures = new Figures()
  for (const [status, took] of [
    [201, 30],
    [201, 10],
    [503, 20],
    [0, 40],
  ]) {
    figures.add({ status, took })
  }
  expect(figures.statuses()).toBe('none × 1, 201 × 2, 503 × 1')
  expect(figures.count((status) => status >= 500)).toBe(1)
  expect(figures.quantile(0.5)).toBe(30)
})
