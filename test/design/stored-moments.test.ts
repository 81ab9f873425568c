import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import { ZONELESS } from '../../src/design/value.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const column = { kind: 'column', entity: 'Loan', field: 'due' } as const
const created = { kind: 'body', method: 'POST', path: '/loans', field: 'due' } as const
const changed = { kind: 'body', method: 'PUT', path: '/loans/{id}', field: 'due' } as const

function typesOf(stored: 'date' | 'datetime', first: 'date' | 'datetime', second: 'date' | 'datetime') {
  const model: WrittenSource = {
    id: 'specs/data-model.md',
    kind: 'schema',
    claims: [
      [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'none' }],
      [2, { subject: { kind: 'entity', entity: 'Loan' }, property: 'table', value: 'loans' }],
      [3, { subject: column, property: 'type', value: stored }],
    ],
  }
  const api: WrittenSource = {
    id: 'specs/api.md',
    kind: 'endpoints',
    claims: [
      [
        1,
        { subject: { kind: 'operation', method: 'POST', path: '/loans' }, property: 'exists', value: true },
      ],
      [2, { subject: created, property: 'type', value: first }],
      [
        5,
        {
          subject: { kind: 'operation', method: 'PUT', path: '/loans/{id}' },
          property: 'exists',
          value: true,
        },
      ],
      [6, { subject: changed, property: 'type', value: second }],
    ],
  }
  const { reading, project } = write(model, api)
  const { entities, operations, questions } = assembleDraft(reading, project, new Map())
  const fields = operations.map(({ body }) => body.find(({ name }) => name === 'due'))
  return {
    stored: entities[0]?.fields.find(({ name }) => name === 'due')?.type,
    sent: fields.map((field) => [field?.type, field?.format]),
    asked: questions.find(({ id }) => id === 'stored-moments')?.about,
  }
}

describe('a day that is sent for a moment that is stored, and the other way round', () => {
  test('a day is taken as a moment', () => {
    expect(typesOf('datetime', 'datetime', 'date')).toEqual({
      stored: 'datetime',
      sent: [
        ['datetime', null],
        ['datetime', ZONELESS],
      ],
      asked:
        'Documents differ on whether a value is a day or a moment: PUT /loans/{id} brings due as a date, and Loan.due is a datetime.',
    })
  })

  test('a column of days gives way to moments', () => {
    expect(typesOf('date', 'datetime', 'date')).toMatchObject({
      stored: 'datetime',
      sent: [
        ['datetime', null],
        ['datetime', ZONELESS],
      ],
    })
  })

  test('what fits asks nothing', () => {
    expect(typesOf('date', 'date', 'date')).toEqual({
      stored: 'date',
      sent: [
        ['date', null],
        ['date', null],
      ],
      asked: undefined,
    })
  })
})
