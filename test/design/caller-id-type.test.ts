import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const loan = { kind: 'column', entity: 'Loan', field: 'user_id' } as const
const hold = { kind: 'column', entity: 'Hold', field: 'user_id' } as const
const shelf = { kind: 'column', entity: 'Shelf', field: 'user_id' } as const

const schema: WrittenSource = {
  id: 'specs/data-model.md',
  kind: 'schema',
  claims: [
    [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'bearer-jwt' }],
    [2, { subject: { kind: 'entity', entity: 'Loan' }, property: 'table', value: 'loans' }],
    [3, { subject: loan, property: 'type', value: 'uuid' }],
    [4, { subject: { kind: 'entity', entity: 'Hold' }, property: 'table', value: 'holds' }],
    [5, { subject: hold, property: 'type', value: 'integer' }],
    [6, { subject: { kind: 'entity', entity: 'Shelf' }, property: 'table', value: 'shelves' }],
    [7, { subject: shelf, property: 'type', value: 'uuid' }],
  ],
}

function typesWith(answers: ReadonlyMap<string, string>) {
  const { reading, project } = write(schema)
  const { entities, questions } = assembleDraft(reading, project, answers)
  const types = entities.map(({ fields }) => fields.find(({ name }) => name === 'user_id')?.type)
  return { types, question: questions.find(({ id }) => id === 'caller-id-type') }
}

describe('columns of several types that hold the id of the caller', () => {
  test('take the most frequent type, and ask', () => {
    const { types, question } = typesWith(new Map())
    expect(types).toEqual(['uuid', 'uuid', 'uuid'])
    expect(question).toMatchObject({
      kind: 'conflict',
      concern: 'data-loss',
      blocking: false,
      subjects: ['Loan.user_id', 'Hold.user_id', 'Shelf.user_id'],
      sources: ['specs/data-model.md:3', 'specs/data-model.md:5', 'specs/data-model.md:7'],
      recommended: 'uuid',
    })
    expect(question?.options.map(({ id }) => id)).toEqual(['uuid', 'integer'])
  })

  test('take the type that a person gives', () => {
    expect(typesWith(new Map([['caller-id-type', 'integer']])).types).toEqual([
      'integer',
      'integer',
      'integer',
    ])
  })
})
