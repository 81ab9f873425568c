import { expect, test } from 'vitest'
import { keptWords } from '../../../src/claims/words/kept-words.js'

test('a count that begins somewhere is kept by the service', () => {
  expect(keptWords('int, starts at 0', 'integer').map(({ property, value }) => [property, value])).toEqual([
    ['default', 0],
    ['kept', true],
  ])
})

test.each(['datetime, set when it is published', 'timestamp (filled on return)', 'set once the job ends'])(
  '%s',
  (text) => {
    expect(keptWords(text, 'datetime').map(({ property, value }) => [property, value])).toEqual([
      ['kept', true],
      ['required', false],
    ])
  },
)

test.each([
  'set on creation',
  'set when the boat is created',
  'set when known',
  'set on every change',
  'starts at 9:00',
])('says nothing of %s', (text) => {
  expect(keptWords(text, 'datetime')).toEqual([])
})
