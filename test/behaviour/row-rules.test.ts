import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import { rowRulesIn } from '../../src/claims/prose/rules/row-rules.js'
import type { KnownField, Vocabulary } from '../../src/claims/prose/vocabulary.js'
import type { Design } from '../../src/design/design.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/row-rules/garden')

const FIELDS: readonly KnownField[] = [
  { entity: 'Stay', field: 'arrives_on', type: 'date' },
  { entity: 'Stay', field: 'leaves_on', type: 'date' },
  { entity: 'Stay', field: 'has_pet', type: 'boolean' },
  { entity: 'Stay', field: 'is_shared', type: 'boolean' },
  { entity: 'Stay', field: 'pet_name', type: 'string' },
  { entity: 'Stay', field: 'kind', type: 'enum' },
]

const VOCABULARY: Vocabulary = {
  entities: new Map([['stay', 'Stay']]),
  fields: new Map(FIELDS.map((field) => [field.field.replaceAll('_', ' '), [field]])),
  operations: [],
  schemas: new Set(),
  bodies: new Map(),
  queries: new Map(),
  states: new Map(),
  roles: new Map(),
}

function rulesIn(text: string, subject: string | null = null): readonly unknown[] {
  const span = { source: 'a.md', start: 0, end: text.length }
  const sentence = { text, span: () => span, whole: span, operation: null, headings: [], subject }
  return rowRulesIn(sentence, VOCABULARY).map(({ rule }) => rule)
}

const order = (relation: string) => ({ kind: 'order', column: 'leaves_on', relation, than: 'arrives_on' })
const required = (when: object) => ({ kind: 'required', column: 'pet_name', when })

describe('rules between the values of a row', () => {
  it('are read from the row of a column without a verb, and from no other sentence', () => {
    expect(rulesIn('required, after arrives_on', 'leaves_on')).toEqual([order('greater')])
    expect(rulesIn('on or after arrives_on', 'leaves_on')).toEqual([order('atLeast')])
    expect(rulesIn('shown after arrives_on', 'leaves_on')).toEqual([])
    expect(rulesIn('Guests must register, after arrives_on')).toEqual([])
  })

  it.each([
    ['leaves_on must be after arrives_on', 'greater'],
    ['FR-3: The system MUST ensure that leaves_on is after arrives_on.', 'greater'],
    ['`leaves_on` cannot be before `arrives_on`', 'atLeast'],
    ['leaves_on must be greater than or equal to arrives_on, otherwise 422', 'atLeast'],
    ['Validation: leaves_on >= arrives_on', 'atLeast'],
    ['leaves_on (date, required): must be on or after arrives_on', 'atLeast'],
  ])('know an order: %s', (text, relation) => {
    expect(rulesIn(text)).toEqual([order(relation)])
  })

  it.each([
    ['pet_name is required when has_pet is true', { column: 'has_pet', is: 'equal', value: true }],
    ['pet_name must be provided if kind is "long"', { column: 'kind', is: 'equal', value: 'long' }],
    ['When the stay is shared, pet_name is required', { column: 'is_shared', is: 'equal', value: true }],
    ['If arrives_on is given, then pet_name must be provided.', { column: 'arrives_on', is: 'notNull' }],
  ])('know a condition: %s', (text, when) => {
    expect(rulesIn(text)).toEqual([required(when)])
  })

  it('take their subject from the row of a table', () => {
    expect(rulesIn('Must be after arrives_on', 'leaves_on')).toEqual([order('greater')])
    expect(rulesIn('required if has_pet', 'pet_name')).toEqual([
      required({ column: 'has_pet', is: 'equal', value: true }),
    ])
  })

  it.each([
    'leaves_on must be after arrives_on unless kind is long',
    'pet_name is required when has_pet is true or kind is long',
    'leaves_on must be after today',
    'leaves_on is after arrives_on',
    'pet_name is never required when has_pet is true',
    'Reject leaves_on before arrives_on',
    'leaves_on before arrives_on → must be refused with 422',
    'Validation: leaves_on < arrives_on → 422',
  ])('say nothing where a word may change them: %s', (text) => {
    expect(rulesIn(text)).toEqual([])
  })
})

describe('an operation that takes such values', () => {
  let design: Design

  beforeAll(async () => {
    design = await designOf(FOLDER)
  })

  it('checks them when a row is made, and against the rest of the row when it is changed', () => {
    const checks = design.operations.map(({ id, steps }) => [
      id,
      (steps ?? []).flatMap((step) => (step.kind === 'check' ? [step.otherwise.message] : [])),
    ])
    const all = [
      'ends_at must be after starts_at',
      'max_guests must be at least min_guests',
      'recurrence is required when is_recurring is true',
    ]
    expect(checks).toEqual([
      ['POST /api/events', all],
      ['GET /api/events', []],
      ['PATCH /api/events/{id}', all],
      ['DELETE /api/events/{id}', []],
    ])
  })

  it('does not require a field that is required only under a condition', () => {
    const body = design.operations.find(({ id }) => id === 'POST /api/events')?.body ?? []
    expect(body.find(({ name }) => name === 'recurrence')?.required).toBe(false)
  })

  it('leaves no statement about them open', () => {
    expect(design.statements.filter(({ outcome }) => outcome.status !== 'implemented')).toEqual([])
  })
})
