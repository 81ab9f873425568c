import { describe, expect, it } from 'vitest'
import { filterWords } from '../../../src/claims/words/filter-words.js'

const read = (text: string) =>
  filterWords(text).map(({ kind, parameter, stated, columns, start, end }) => [
    kind,
    parameter,
    stated,
    columns,
    text.slice(start, end),
  ])

describe('sentences of filters', () => {
  it('name a parameter in brackets, or a column', () => {
    expect(
      read('Filter by shelf, by power source (`electric=true`), search in label (`q`). Sorted by label.'),
    ).toEqual([
      ['filter', 'shelf', false, [], 'Filter by shelf'],
      ['filter', 'electric', true, [], 'by power source (`electric=true`)'],
      ['search', 'q', true, ['label'], 'search in label (`q`)'],
    ])
  })

  it('keep a part that names none', () => {
    expect(read('Sorted by label. Filter by the mood of the day and by room')).toEqual([
      ['filter', null, false, [], 'Filter by the mood of the day'],
      ['filter', 'room', false, [], 'by room'],
    ])
  })

  it('are none where another sentence mentions a filter', () => {
    expect(read('The page has a filter by shelf.')).toEqual([])
  })
})
