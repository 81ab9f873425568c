import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plural, singular, wordsOf } from '../../../src/claims/words/nouns.js'

describe('nouns', () => {
  it.each([
    ['loan', 'loans'],
    ['entry', 'entries'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['address', 'addresses'],
    ['branch', 'branches'],
    ['status', 'statuses'],
    ['bus', 'buses'],
    ['warehouse', 'warehouses'],
    ['clause', 'clauses'],
    ['expense', 'expenses'],
    ['size', 'sizes'],
    ['movie', 'movies'],
    ['shelf', 'shelves'],
    ['hero', 'heroes'],
    ['person', 'people'],
    ['child', 'children'],
    ['analysis', 'analyses'],
    ['id', 'ids'],
    ['media', 'media'],
    ['series', 'series'],
  ])('%s and %s are one', (one, many) => {
    expect(singular(many)).toBe(one)
    expect(singular(one)).toBe(one)
    expect(plural(one)).toBe(many)
  })

  it.each([
    ['bookshelves', 'bookshelf'],
    ['taskcategories', 'taskcategory'],
    ['schoolchildren', 'schoolchild'],
    ['olives', 'olive'],
    ['gas', 'gas'],
  ])('%s ends a longer name or looks like a plural: %s', (many, one) => {
    expect(singular(many)).toBe(one)
  })

  it('are words of a name in any notation', () => {
    for (const name of ['dueDate', 'due_date', 'Due-Date', 'due date', 'DUE_DATE'])
      expect(wordsOf(name)).toEqual(['due', 'date'])
    expect(wordsOf('HTTPHeader')).toEqual(['http', 'header'])
  })

  it('are never lost', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
        expect(singular(word).length).toBeGreaterThan(0)
        expect(plural(word).length).toBeGreaterThanOrEqual(word.length)
      }),
    )
  })
})
