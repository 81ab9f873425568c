import { expect, it } from 'vitest'
import { formatLine, formatSpan, lineStartsOf, positionAt } from '../../src/source/positions.js'

const text = 'one\r\ntwo\nthree\rfour'
const source = { id: 'specs/a.md', text, lineStarts: lineStartsOf(text) }
const span = (start: number, end: number) => ({ source: source.id, start, end })

it('counts lines and columns from 1, whatever ends the lines', () => {
  expect(source.lineStarts).toEqual([0, 5, 9, 15])
  expect(positionAt(source, 0)).toEqual({ line: 1, column: 1 })
  expect(positionAt(source, 6)).toEqual({ line: 2, column: 2 })
  expect(positionAt(source, 15)).toEqual({ line: 4, column: 1 })
  expect(positionAt(source, 9999)).toEqual({ line: 4, column: 5 })
})

it('formats spans on one line with columns, others without', () => {
  expect(formatSpan(source, span(5, 8))).toBe('specs/a.md:2:1-3')
  expect(formatSpan(source, span(5, 12))).toBe('specs/a.md:2')
  expect(formatLine(source, span(9, 10))).toBe('specs/a.md:3')
})
