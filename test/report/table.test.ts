import { describe, expect, it } from 'vitest'
import { columns, count, oneLine } from '../../src/report/table.js'

describe('columns', () => {
  it('sets cells under each other and leaves the last column ragged', () => {
    expect(
      columns([
        ['GET', '/loans', 'list'],
        ['DELETE', '/loans/{id}', 'delete Loan'],
      ]),
    ).toEqual(['  GET     /loans       list', '  DELETE  /loans/{id}  delete Loan'])
  })

  it('takes rows of different lengths', () => {
    expect(columns([['a'], ['long', 'b']], 0)).toEqual(['a', 'long  b'])
  })
})

describe('count', () => {
  it.each([
    [1, 'file', undefined, '1 file'],
    [2, 'file', undefined, '2 files'],
    [2, 'entry', 'entries', '2 entries'],
  ] as const)('%s %s', (number, singular, plural, text) => {
    expect(count(number, singular, plural)).toBe(text)
  })
})

describe('oneLine', () => {
  it('folds white space and cuts', () => {
    expect(oneLine('a\n  b', 10)).toBe('a b')
    expect(oneLine('abcdef', 4)).toBe('abc…')
  })
})
