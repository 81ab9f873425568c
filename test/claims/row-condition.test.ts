import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RowCondition, readRowCondition } from '../../src/claims/row-condition.js'

const cases: readonly (readonly [string, readonly RowCondition[] | null])[] = [
  ['returned_at IS NULL', [{ column: 'returned_at', is: 'null' }]],
  ['loans.returned_at is not null', [{ column: 'returned_at', is: 'notNull' }]],
  ['is_main = TRUE', [{ column: 'is_main', is: 'equal', value: true }]],
  ['is_main IS NOT TRUE', [{ column: 'is_main', is: 'notEqual', value: true }]],
  ['NOT archived', [{ column: 'archived', is: 'equal', value: false }]],
  [
    "(is_main AND state <> 'closed')",
    [
      { column: 'is_main', is: 'equal', value: true },
      { column: 'state', is: 'notEqual', value: 'closed' },
    ],
  ],
  ['copies = 3', [{ column: 'copies', is: 'equal', value: 3 }]],
  ['a = 1 OR b = 2', null],
  ['lower(title) = title', null],
  ['', null],
]

describe('the condition of a partial index', () => {
  it.each(cases)('%s', (text, tests) => {
    expect(readRowCondition(text)).toEqual(tests)
  })

  it('is total on any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        const tests = readRowCondition(text)
        expect(tests === null || tests.length > 0).toBe(true)
      }),
    )
  })
})
