import { expect, test } from 'vitest'
import { exactWords } from '../../../src/claims/words/exact-words.js'

test.each([
  ['str, two letters, default "en"', 2],
  ['2-letter country code', 2],
  ['exactly 6 digits', 6],
  ['three capital letters', 3],
])('%s', (text, length) => {
  expect(exactWords(text, 'string').map(({ property, value }) => [property, value])).toEqual([
    ['minLength', length],
    ['maxLength', length],
  ])
})

test.each([
  'at most 5 letters',
  '1 to 3 letters',
  '2-3 letters',
  '6 digits or more',
  'min 8 letters',
  'contains two digits',
  'two letters and a digit',
])('says nothing of %s', (text) => {
  expect(exactWords(text, 'string')).toEqual([])
})

test('digits of a number are no letters', () => {
  expect(exactWords('6 digits', 'integer')).toEqual([])
})
