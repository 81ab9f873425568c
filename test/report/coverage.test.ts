import { describe, expect, it } from 'vitest'
import { coverageLines, sumsOf } from '../../src/report/coverage.js'
import type { Locator } from '../../src/report/locator.js'
import { plainPalette } from '../../src/diagnostics/palette.js'
import { statement } from './statements.js'

const locate: Locator = ({ source, start }) => ({ path: source, line: start, column: 1, text: '' })

const statements = [
  statement('specs/loans.md', 3, { status: 'implemented', aspects: ['GET /loans#success'] }),
  statement('specs/loans.md', 5, { status: 'not-understood' }),
  statement('specs/books.md', 2, { status: 'asked', questions: ['book-id'] }),
  statement('specs/books.md', 9, { status: 'out-of-scope', why: 'the web page shows it' }),
]

describe('sumsOf', () => {
  it('counts each outcome once', () => {
    expect(sumsOf(statements)).toEqual({
      total: 4,
      implemented: 1,
      asked: 1,
      'out-of-scope': 1,
      'not-understood': 1,
    })
  })
})

describe('coverageLines', () => {
  it('adds up per document and lists what was not understood with its place', () => {
    expect(coverageLines(statements, locate, plainPalette, 5)).toEqual([
      'Statements',
      '  document        statements  implemented  asked  out of scope  not understood',
      '  specs/loans.md  2           1            0      0             1',
      '  specs/books.md  2           0            1      1             0',
      '  all             4           1            1      1             1',
      '',
      'Not understood (1)',
      '  specs/loans.md:5  Rule 5',
    ])
  })

  it('says how many it left out', () => {
    const lines = coverageLines(statements, locate, plainPalette, 0)
    expect(lines.at(-1)).toBe('  … and 1 more: specwright plan --json')
  })
})
