import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../src/design/entity.js'
import { freeRules } from '../../src/design/value-rules.js'
import { isBehind, readCursor, writeCursor } from '../../src/interpreter/cursor.js'
import type { Row, Stored } from '../../src/interpreter/stored.js'

const column = (name: string, type: Field['type'], primaryKey = false): Field => ({
  ...freeRules(type),
  name,
  primaryKey,
  generated: null,
  default: null,
  unique: false,
  index: false,
  references: null,
  onDelete: null,
  touched: false,
  description: null,
  origins: {},
})
const COLUMNS = [column('borrowed_at', 'datetime'), column('id', 'integer', true)]
const row = (moment: string, id: number): Row => ({
  serial: id,
  values: new Map<string, Stored>([
    ['borrowed_at', moment],
    ['id', id],
  ]),
})
const ROWS = [
  row('2026-03-04T10:00:00.000000', 3),
  row('2026-03-05T10:00:00.500000', 1),
  row('2026-03-05T10:00:00.500000', 2),
  row('2026-03-06T10:00:00.000000', 4),
]
const idsBehind = (place: readonly Stored[], descends: boolean): readonly number[] =>
  ROWS.filter((each) => isBehind(COLUMNS, each, place, descends)).map(({ serial }) => serial)

describe('cursors', () => {
  it('carry the values of a row as the back end writes them', () => {
    const cursor = writeCursor(COLUMNS, row('2026-03-05T10:00:00.500000', 1))
    expect(Buffer.from(cursor, 'base64url').toString()).toBe('["2026-03-05T10:00:00.500000Z",1]')
    expect(readCursor(COLUMNS, cursor)).toEqual(['2026-03-05T10:00:00.500000', 1])
  })

  it('lead behind a row, by its key where values are equal', () => {
    const place = ['2026-03-05T10:00:00.500000', 1]
    expect(idsBehind(place, false)).toEqual([2, 4])
    expect(idsBehind(place, true)).toEqual([3, 2])
  })

  it.each(['', '!none!', 'W10', 'WyJ4IiwxXQ', 'WyIyMDI2LTAzLTA1VDEwOjAwOjAwWiJd'])('are not %j', (text) => {
    expect(readCursor(COLUMNS, text)).toBeNull()
  })

  it('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readCursor(COLUMNS, text)).not.toThrow()
      }),
    )
  })
})
