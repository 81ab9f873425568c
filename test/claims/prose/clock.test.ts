import { describe, expect, it } from 'vitest'
import { clockRule } from '../../../src/claims/prose/rules/clock.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import type { KnownField, Vocabulary } from '../../../src/claims/prose/vocabulary.js'

const FIELDS: readonly KnownField[] = [
  { entity: 'Stay', field: 'arrives_on', type: 'date' },
  { entity: 'Stay', field: 'starts_at', type: 'datetime' },
  { entity: 'Stay', field: 'birth_date', type: 'date' },
  { entity: 'Stay', field: 'purchased_on', type: 'date' },
]

const VOCABULARY: Vocabulary = {
  entities: new Map([
    ['stay', 'Stay'],
    ['kennel', 'Kennel'],
  ]),
  fields: new Map(FIELDS.map((field) => [field.field.replaceAll('_', ' '), [field]])),
  operations: [],
  schemas: new Set(),
  bodies: new Map(),
  queries: new Map(),
  states: new Map(),
  roles: new Map(),
}

function rulesIn(text: string, subject: string | null = null): readonly string[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject }).flatMap((sentence) =>
    clockRule.read(sentence, VOCABULARY).map(({ value }) => shown(value)),
  )
}

/** `arrives_on atLeast now any 400`. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('column' in value)) return 'no rule'
  const { column, relation, moment, at, answer } = {
    relation: '',
    moment: '',
    at: '',
    answer: null,
    ...value,
  }
  return [column, relation, moment, at, answer === null ? '' : JSON.stringify(Object.values(answer))]
    .filter((part) => part !== '')
    .join(' ')
}

describe('values against the clock', () => {
  it.each([
    ['The arrives on date of a stay must not be in the past.', null, []],
    ['The arrives_on of a stay must not be in the past.', null, ['arrives_on atLeast now any']],
    ['FR-004: arrives_on cannot be in the past (400)', null, ['arrives_on atLeast now any [400,null]']],
    ["A stay's start time must be in the future.", null, ['starts_at greater now any']],
    ['The birth date cannot be in the future', null, ['birth_date atMost now any']],
    ['The purchase date must be today or earlier.', null, ['purchased_on atMost today any']],
    ['The system MUST ensure that the birth date is in the past.', null, ['birth_date less now any']],
    ['The birth date is in the past.', null, []],
    ['Reject stays with an arrives_on in the past', null, ['arrives_on atLeast now any']],
    [
      'Stays whose arrives_on is before today are rejected with 422.',
      null,
      ['arrives_on atLeast today any [422,null]'],
    ],
    ['Stays must not start in the past.', null, ['starts_at atLeast now any']],
    ['starts_at must be in the future when a stay is created.', null, ['starts_at greater now creation']],
    [
      'starts_at must be in the future when created; otherwise the API answers 409.',
      null,
      ['starts_at greater now creation [409,null]'],
    ],
    [
      'arrives_on must not be in the past. The response is 400 with "Too late".',
      null,
      ['arrives_on atLeast now any [400,"Too late"]'],
    ],
    ['required, not in the past', 'arrives_on', ['arrives_on atLeast now any']],
    ['Must be a future date', 'arrives_on', ['arrives_on greater now any']],
    ['`arrives_on` (date, required): must be today or later', null, ['arrives_on atLeast today any']],
    ['arrives_on must not be in the past unless the keeper says so.', null, []],
    ['arrives_on must not be in the past or on a holiday.', null, []],
    ['Stays in the past are shown in grey.', null, []],
    ['must not be in the past unless walk-in', 'arrives_on', []],
  ])('%s', (text, subject, expected) => {
    expect(rulesIn(text, subject)).toEqual(expected)
  })
})
