import { describe, expect, it } from 'vitest'
import { changeableRule } from '../../../src/claims/prose/rules/changeable.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import type { KnownField, KnownOperation, Vocabulary } from '../../../src/claims/prose/vocabulary.js'

const change: KnownOperation = {
  method: 'PATCH',
  path: '/bookings/{id}',
  shape: '/bookings/{}',
  noun: 'booking',
  one: true,
  action: null,
}
const FIELDS: readonly KnownField[] = ['title', 'notes', 'starts_at'].map((field) => ({
  entity: 'Booking',
  field,
  type: 'string',
}))
const VOCABULARY: Vocabulary = {
  entities: new Map([['booking', 'Booking']]),
  fields: new Map(FIELDS.map((field) => [field.field.replaceAll('_', ' '), [field]])),
  operations: [change, { ...change, action: 'confirm', path: '/bookings/{id}/confirm' }],
  schemas: new Set(),
  bodies: new Map(),
  roles: new Map(),
  queries: new Map(),
  states: new Map(),
}

function fieldsIn(text: string, vocabulary = VOCABULARY): readonly string[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject: null }).flatMap((sentence) =>
    changeableRule
      .read(sentence, vocabulary)
      .flatMap(({ subject }) => (subject.kind === 'body' ? [`${subject.path} ${subject.field}`] : [])),
  )
}

describe('what alone may be changed', () => {
  it.each([
    'FR-011: Only `title` and `notes` of a booking can be changed.',
    'Only the title and the notes may be updated.',
    'Users may only change the title and the notes of a booking.',
    'Nothing but the title and notes can be edited.',
    'Only title and notes are editable.',
  ])('%s', (text) => {
    expect(fieldsIn(text)).toEqual(['/bookings/{id} title', '/bookings/{id} notes'])
  })

  it.each([
    'Title and notes can be changed.',
    'Only the owner may change the title.',
    'Only the title may be changed while the booking is pending.',
  ])('leaves alone: %s', (text) => {
    expect(fieldsIn(text)).toEqual([])
  })

  it('says nothing against a body that takes more', () => {
    const bodies = new Map([['PATCH /bookings/{}', ['title', 'starts_at']]])
    expect(fieldsIn('Only the title may be changed.', { ...VOCABULARY, bodies })).toEqual([])
  })
})
