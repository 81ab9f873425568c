import { describe, expect, test } from 'vitest'
import { candidateOf } from '../../src/behaviour/candidate.js'
import type { Statement } from '../../src/claims/statement.js'
import { sortOfParameters } from '../../src/behaviour/steps/sort.js'
import type { Parameter } from '../../src/design/operation.js'
import { freeRules } from '../../src/design/value-rules.js'
import { completeDesign } from './complete-design.js'
import { draft, entity, field, operation } from './fixtures/build.js'

const loan = entity('Loan', 'loans', [
  field('id', 'integer', { primaryKey: true }),
  field('title', 'string'),
  field('created_at', 'datetime'),
  field('due_date', 'date'),
])

function statement(text: string): Statement {
  const span = { source: 'specs/parcels.md', start: 0, end: text.length }
  return { id: 'specs/parcels.md:1', form: 'rule', label: null, text, span, headings: [] }
}

function sortParameter(words: readonly string[]): Parameter {
  return {
    ...freeRules('enum'),
    enum: [...words],
    name: 'sort',
    required: false,
    description: null,
    default: words[0] ?? null,
    generated: null,
    origins: {},
  }
}

function allowedOf(words: readonly string[]) {
  const sort = sortParameter(words)
  const list = operation('GET /loans', { query: [sort] })
  const sorted = sortOfParameters(
    candidateOf(draft({ entities: [loan], operations: [list] }), list, new Map()),
    loan,
  )
  return sorted.ok ? sorted.value?.allowed.map(({ field: name }) => name) : sorted.why
}

test('words for moments are the columns without their endings', () => {
  expect(allowedOf(['created', 'title', 'due'])).toEqual(['created_at', 'title', 'due_date'])
})

test('a word that means no column is told', () => {
  expect(allowedOf(['popular'])).toBe('"popular" of the parameter "sort" is no column of Loan')
})

test('rows that are equal in the first column are ordered by the next', () => {
  const list = operation('GET /loans', {
    facts: {
      sort: { field: 'due_date', direction: 'asc', further: [{ field: 'title', direction: 'desc' }] },
    },
  })
  const sorted = (facts = list) =>
    sortOfParameters(candidateOf(draft({ entities: [loan], operations: [facts] }), facts, new Map()), loan)
  expect(sorted()).toMatchObject({
    ok: true,
    value: { defaultField: 'due_date', further: [{ field: 'title', direction: 'desc' }] },
  })
  const unknown = operation('GET /loans', {
    facts: {
      sort: { field: 'due_date', direction: 'asc', further: [{ field: 'weight', direction: 'asc' }] },
    },
  })
  expect(sorted(unknown)).toEqual({
    ok: false,
    why: 'its rows are ordered by "weight" too, which is no column of Loan',
  })
})

describe('words of a scale', () => {
  const PRIORITY = field('priority', 'enum', { enum: ['high', 'low', 'medium'] })
  const STATE = field('state', 'enum', { enum: ['open', 'lent', 'lost'] })
  const parcel = entity('Parcel', 'parcels', [field('id', 'integer', { primaryKey: true }), PRIORITY, STATE])

  function ranksIn(statements: readonly string[], answers: ReadonlyMap<string, string> = new Map()) {
    const list = operation('GET /parcels', { query: [sortParameter(['priority', 'state'])] })
    const drafted = draft({
      entities: [parcel],
      operations: [list],
      statements: statements.map((text) => statement(text)),
    })
    const sorted = sortOfParameters(candidateOf(drafted, list, answers), parcel)
    return sorted.ok ? sorted.value?.ranks : sorted.why
  }

  test('are ordered by what they mean, and other words by the alphabet', () => {
    expect(ranksIn([])).toEqual([{ field: 'priority', words: ['low', 'medium', 'high'] }])
  })

  test.each([
    [
      'Given priorities (high, low, high), parcels sorted by priority descending come as high, medium, low',
      'low medium high',
    ],
    ['Sort order of priority: high > medium > low (for ascending sort)', 'high medium low'],
    ['Parcels are sorted by priority descending', 'low medium high'],
    ['The state is ordered ascending: high, medium, low', 'low medium high'],
  ])('are ordered as a sentence says: %s', (text, words) => {
    expect(ranksIn([text])).toEqual([{ field: 'priority', words: words.split(' ') }])
  })

  test.each([
    ['greatest-first', [{ field: 'priority', words: ['high', 'medium', 'low'] }]],
    ['letters', undefined],
  ])('are ordered as a person answered: %s', (answer, ranks) => {
    expect(ranksIn([], new Map([['parcel-priority-order', answer]]))).toEqual(ranks)
  })

  test('are asked about once, unless a sentence says their order', () => {
    const list = operation('GET /parcels', { query: [sortParameter(['priority', 'state'])] })
    const asked = (statements: readonly string[]) => {
      const drafted = draft({
        entities: [parcel],
        operations: [list],
        statements: statements.map((text) => statement(text)),
      })
      return completeDesign(drafted, { claims: [], statements: [], diagnostics: [] }, new Map())
        .questions.filter(({ id }) => id === 'parcel-priority-order')
        .map(({ about, recommended }) => [about, recommended])
    }
    expect(asked([])).toEqual([
      [
        'GET /parcels sorts by priority, whose values are words (high to medium), and no requirement says which comes first.',
        'least-first',
      ],
    ])
    expect(asked(['Sorted by priority ascending: low, medium, high'])).toEqual([])
  })
})
