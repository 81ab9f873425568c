import { describe, expect, it } from 'vitest'
import { onePerRule } from '../../../src/claims/prose/rules/one-per.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import type { KnownField, Vocabulary } from '../../../src/claims/prose/vocabulary.js'

const FIELDS: readonly KnownField[] = [
  { entity: 'Booking', field: 'member_id', type: 'string' },
  { entity: 'Booking', field: 'class_id', type: 'uuid' },
  { entity: 'Review', field: 'user_id', type: 'string' },
  { entity: 'Review', field: 'product_id', type: 'uuid' },
]
const byWords = new Map<string, KnownField[]>()
for (const field of FIELDS) {
  const words = field.field.replaceAll('_', ' ')
  byWords.set(words, [...(byWords.get(words) ?? []), field])
}
const VOCABULARY: Vocabulary = {
  entities: new Map([
    ['booking', 'Booking'],
    ['review', 'Review'],
    ['class', 'Class'],
    ['product', 'Product'],
  ]),
  fields: byWords,
  operations: [],
  schemas: new Set(),
  bodies: new Map(),
  roles: new Map(),
  queries: new Map(),
  states: new Map([['confirmed', [{ entity: 'Booking', field: 'status', value: 'confirmed' }]]]),
}

function keysIn(text: string): readonly unknown[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject: null }).flatMap((sentence) =>
    onePerRule.read(sentence, VOCABULARY).map(({ subject, value }) => [subject, value]),
  )
}

const key = (entity: string, fields: readonly string[], where: readonly unknown[] = []) => [
  [
    { kind: 'entity', entity },
    { fields, name: null, where },
  ],
]
const CONFIRMED = [{ column: 'status', is: 'equal', value: 'confirmed' }]

describe('one row for each of several things', () => {
  it.each([
    'One confirmed booking per member and class.',
    'FR-004: Each member MUST have at most one confirmed booking per class.',
    'A member can have only one confirmed booking for the same class.',
  ])('%s', (text) => {
    expect(keysIn(text)).toEqual(key('Booking', ['member_id', 'class_id'], CONFIRMED))
  })

  it.each([
    'Only one review per user and product is allowed.',
    'Users may leave one review per product.',
    'A user may review a product only once.',
  ])('%s', (text) => {
    expect(keysIn(text)).toEqual(key('Review', ['user_id', 'product_id']))
  })

  it.each([
    'One review per product and warehouse.',
    'One cancelled booking per member and class.',
    'A booking has one class per member.',
    'Each product has one review.',
  ])('says nothing of %s', (text) => {
    expect(keysIn(text)).toEqual([])
  })
})
