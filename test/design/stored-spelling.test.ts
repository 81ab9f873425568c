import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const operation = { kind: 'operation', method: 'POST', path: '/loans' } as const
const column = { kind: 'column', entity: 'Loan', field: 'urgency' } as const
const sent = { kind: 'body', method: 'POST', path: '/loans', field: 'urgency' } as const

const stored: WrittenSource = {
  id: 'specs/data-model.md',
  kind: 'schema',
  claims: [
    [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'none' }],
    [2, { subject: { kind: 'entity', entity: 'Loan' }, property: 'table', value: 'loans' }],
    [3, { subject: column, property: 'type', value: 'enum' }],
    [3, { subject: column, property: 'enum', value: ['LOW', 'HIGH'] }],
    [3, { subject: column, property: 'default', value: 'LOW' }],
  ],
}

const wire: WrittenSource = {
  id: 'specs/api.md',
  kind: 'endpoints',
  claims: [
    [1, { subject: operation, property: 'exists', value: true }],
    [2, { subject: sent, property: 'type', value: 'enum' }],
    [2, { subject: sent, property: 'enum', value: ['low', 'high'] }],
  ],
}

function spellings(answers: ReadonlyMap<string, string>) {
  const { reading, project } = write(stored, wire)
  const { entities, operations, questions } = assembleDraft(reading, project, answers)
  return {
    column: entities[0]?.fields.find(({ name }) => name === 'urgency'),
    field: operations[0]?.body.find(({ name }) => name === 'urgency'),
    question: questions.find(({ id }) => id === 'stored-spelling'),
  }
}

describe('words that are sent in one spelling and stored in another', () => {
  test('are stored as they are sent, and asked', () => {
    const { column: urgency, field, question } = spellings(new Map())
    expect(urgency).toMatchObject({ enum: ['low', 'high'], default: 'low' })
    expect(field).toMatchObject({ enum: ['low', 'high'] })
    expect(question).toMatchObject({
      kind: 'conflict',
      blocking: false,
      subjects: ['Loan.urgency'],
      about:
        'Documents spell what is sent and what is stored differently: Loan.urgency is sent as low, high and stored as LOW, HIGH.',
      sources: ['specs/data-model.md:3'],
      recommended: 'sent',
    })
  })

  test('are sent as they are stored when a person says so', () => {
    const { column: urgency, field } = spellings(new Map([['stored-spelling', 'stored']]))
    expect(urgency).toMatchObject({ enum: ['LOW', 'HIGH'], default: 'LOW' })
    expect(field).toMatchObject({ enum: ['LOW', 'HIGH'] })
  })
})
