import { describe, expect, it } from 'vitest'
import type { ValueRules } from '../../src/design/value.js'
import { csvCell, csvLine } from '../../src/interpreter/csv.js'
import type { Stored } from '../../src/interpreter/stored.js'
import { rules } from '../fastapi/fixtures/build.js'

describe('csvCell', () => {
  it.each<[Stored, ValueRules, string]>([
    [null, rules('string'), ''],
    [true, rules('boolean'), 'True'],
    [-5, rules('integer'), '-5'],
    [5, rules('number'), '5.0'],
    [0.00001, rules('number'), '1e-05'],
    [12.5, rules('decimal'), '12.5'],
    [0, rules('decimal'), '0'],
    [100, rules('decimal'), '100'],
    ['2026-03-05T10:00:00.000000', rules('datetime'), '2026-03-05T10:00:00+00:00'],
    ['10:00:00.500000', rules('time'), '10:00:00.500000'],
    ['=1+1', rules('string'), "'=1+1"],
    ['+49 (30) 123-4', rules('string'), '+49 (30) 123-4'],
    ['@ada', rules('string'), "'@ada"],
    [[{ shelf: 'ä', copies: 2 }], rules('array'), '[{"shelf": "ä", "copies": 2}]'],
  ])('writes %j', (value, type, text) => {
    expect(csvCell(value, type)).toBe(text)
  })
})

describe('csvLine', () => {
  it('quotes what would end a cell or a line', () => {
    expect(csvLine(['a', 'b,c', 'say "d"', 'e\nf'])).toBe('a,"b,c","say ""d""","e\nf"\r\n')
    expect(csvLine([''])).toBe('""\r\n')
  })
})
