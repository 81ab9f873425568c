import { describe, expect, it } from 'vitest'
import { periodRule } from '../../../src/claims/prose/rules/periods.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import type { Vocabulary } from '../../../src/claims/prose/vocabulary.js'

const VOCABULARY: Vocabulary = {
  entities: new Map([
    ['booking', 'Booking'],
    ['room', 'Room'],
    ['shift', 'Shift'],
    ['holiday', 'Holiday'],
  ]),
  fields: new Map([['nurse id', [{ entity: 'Shift', field: 'nurse_id', type: 'integer' }]]]),
  operations: [],
  schemas: new Set(),
  bodies: new Map(),
  roles: new Map(),
  queries: new Map(),
  states: new Map(),
}

function rulesIn(text: string): readonly unknown[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject: null }).flatMap((sentence) =>
    periodRule
      .read(sentence, VOCABULARY)
      .map(({ subject, property, value }) => ({ subject, property, value })),
  )
}

function apart(entity: string, value: object): unknown {
  return {
    subject: { kind: 'entity', entity },
    property: 'apart',
    value: { forbids: true, ignored: [], counted: [], answer: null, ...value },
  }
}

const room = { kind: 'other', noun: 'room' }
const nurse = { kind: 'other', noun: 'nurse' }
const conflict = { status: 409, message: null }

describe('periods that keep apart', () => {
  it.each([
    ['FR-006: Bookings of the same room MUST NOT overlap.', apart('Booking', { scope: room })],
    ['Two bookings of one room may not overlap: 409.', apart('Booking', { scope: room, answer: conflict })],
    ['No two shifts of one nurse may overlap.', apart('Shift', { scope: nurse })],
    ['The system MUST NOT allow two shifts of the same nurse to overlap.', apart('Shift', { scope: nurse })],
    ['A room cannot have overlapping bookings (409).', apart('Booking', { scope: room, answer: conflict })],
    ['A user must not have two overlapping bookings.', apart('Booking', { scope: { kind: 'user' } })],
    ['Rooms must never be double-booked.', apart('Booking', { scope: room })],
    [
      'Overlapping shifts for the same nurse are rejected with 409.',
      apart('Shift', { scope: nurse, answer: conflict }),
    ],
    [
      'A booking must not overlap another confirmed booking of the same room.',
      apart('Booking', { scope: room, counted: ['confirmed'] }),
    ],
    [
      'Bookings of one room must not overlap, except cancelled or declined ones.',
      apart('Booking', { scope: room, ignored: ['cancelled', 'declined'] }),
    ],
    [
      'Cancelled bookings do not count.',
      apart('Booking', { forbids: false, scope: null, ignored: ['cancelled'] }),
    ],
  ])('%s', (text, expected) => {
    expect(rulesIn(text)).toEqual([expected])
  })

  it.each([
    'Bookings of one room may overlap.',
    'Bookings must not overlap holidays.',
    'No two bookings of one room may overlap by more than five minutes.',
    'A room can have overlapping bookings.',
  ])('leaves alone: %s', (text) => {
    expect(rulesIn(text)).toEqual([])
  })
})
