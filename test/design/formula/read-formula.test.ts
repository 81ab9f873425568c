import { describe, expect, it } from 'vitest'
import { readFormula } from '../../../src/design/formula/read-formula.js'
import { entity, field } from '../../behaviour/fixtures/build.js'
import { cpuTime } from '../../cpu-time.js'

const loan = entity('Loan', 'loans', [
  field('id', 'integer', { primaryKey: true }),
  field('first_name', 'string'),
  field('last_name', 'string'),
  field('due_date', 'date', { nullable: true }),
  field('lent_at', 'datetime'),
  field('birth_date', 'date'),
  field('is_returned', 'boolean'),
  field('is_completed', 'boolean'),
  field('state', 'enum', { enum: ['open', 'paid', 'void'] }),
  field('net_amount', 'integer'),
  field('tax_amount', 'integer'),
  field('minutes', 'integer'),
])

const OVERDUE = [
  { column: 'due_date', is: 'past' },
  { column: 'is_returned', is: 'equal', value: false },
]

describe('a formula in words', () => {
  it.each([
    ['true when due_date is before today and the loan is not returned', OVERDUE],
    ['(boolean): true if `due_date` is in the past and not returned', OVERDUE],
    ['Computed, not stored. True when due date < today and is_returned = false', OVERDUE],
    ['true when due_date has passed and is_returned is false, otherwise false', OVERDUE],
    [
      'true if lent_at is in the past and state is not paid or void',
      [
        { column: 'lent_at', is: 'past' },
        { column: 'state', is: 'notEqual', value: 'paid' },
        { column: 'state', is: 'notEqual', value: 'void' },
      ],
    ],
    ['true when minutes is at least 60', [{ column: 'minutes', is: 'atLeast', than: 60 }]],
    ['true when the loan is done', [{ column: 'is_completed', is: 'equal', value: true }]],
  ])('tests the row: %s', (text, tests) => {
    expect(readFormula(text, loan, 'is_overdue')).toEqual({ kind: 'holds', tests })
  })

  it.each([
    ['number of days from today until `due_date`; null when there is no due date', 'until', false],
    ['(integer, nullable): number of days until due_date, 0 when overdue', 'until', true],
    ['due_date - today, in days', 'until', false],
    ['days since due_date', 'since', false],
  ] as const)('counts days: %s', (text, direction, floored) => {
    expect(readFormula(text, loan, 'days_left')).toEqual({
      kind: 'days',
      direction,
      column: 'due_date',
      floored,
    })
  })

  it('counts years', () => {
    expect(readFormula('age in years, calculated from birth_date', loan, 'age')).toEqual({
      kind: 'years',
      column: 'birth_date',
    })
  })

  it.each([
    'First name and last name, separated by a space',
    'first_name + " " + last_name',
    'Concatenation of first_name and last_name',
  ])('joins texts: %s', (text) => {
    expect(readFormula(text, loan, 'full_name')).toEqual({
      kind: 'joined',
      columns: ['first_name', 'last_name'],
      separator: ' ',
    })
  })

  it('adds, subtracts, multiplies and divides, with brackets', () => {
    expect(readFormula('Computed as (net_amount + tax_amount) × 2', loan, 'total')).toMatchObject({
      kind: 'number',
      term: { operator: '*', left: { operator: '+' } },
      decimals: null,
    })
    expect(readFormula('minutes divided by 60, rounded to two decimals', loan, 'hours')).toEqual({
      kind: 'number',
      term: {
        kind: 'operation',
        operator: '/',
        left: { kind: 'column', column: 'minutes' },
        right: { kind: 'number', value: 60 },
      },
      decimals: 2,
    })
  })

  it.each([
    'true when the reader has been warned',
    'true when due_date is before today and the loan is not returned unless it was renewed',
    'true when due_date is before today or state is open',
    'net_amount / tax_amount',
    'first_name + last_name',
    'number of days until the library closes',
    'true when state is lost',
  ])('says nothing where a word is left over: %s', (text) => {
    expect(readFormula(text, loan, 'is_overdue')).toBeNull()
  })

  it('takes no more than linear time on hostile words', () => {
    const time = cpuTime(() => {
      readFormula(`true when ${'due_date is before today and '.repeat(2000)}`, loan, 'is_overdue')
      readFormula(`${'('.repeat(5000)}net_amount`, loan, 'is_overdue')
      readFormula(`null when ${'missing '.repeat(5000)}`, loan, 'is_overdue')
    })
    expect(time).toBeLessThan(1000)
  })
})
