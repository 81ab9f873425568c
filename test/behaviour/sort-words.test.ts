import { expect, test } from 'vitest'
import { candidateOf } from '../../src/behaviour/candidate.js'
import { sortOfParameters } from '../../src/behaviour/steps/sort.js'
import type { Parameter } from '../../src/design/operation.js'
import { freeRules } from '../../src/design/value-rules.js'
import { draft, entity, field, operation } from './fixtures/build.js'

const loan = entity('Loan', 'loans', [
  field('id', 'integer', { primaryKey: true }),
  field('title', 'string'),
  field('created_at', 'datetime'),
  field('due_date', 'date'),
])

function allowedOf(words: readonly string[]) {
  const sort: Parameter = {
    ...freeRules('enum'),
    enum: [...words],
    name: 'sort',
    required: false,
    description: null,
    default: words[0] ?? null,
    generated: null,
    origins: {},
  }
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
