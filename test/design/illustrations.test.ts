import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Written, WrittenSource } from './claims.js'
import { write } from './claims.js'

const column = (entity: string, field: string, type: 'string' | 'integer' | 'uuid'): Written => ({
  subject: { kind: 'column', entity, field },
  property: 'type',
  value: type,
})

const table: WrittenSource = {
  id: 'specs/data-model.md',
  kind: 'data-model',
  claims: [
    [1, { subject: { kind: 'entity', entity: 'Parcel' }, property: 'exists', value: true }],
    [2, column('Parcel', 'id', 'uuid')],
    [3, column('Parcel', 'weight', 'integer')],
    [4, column('Parcel', 'estimated_arrival', 'string')],
  ],
}

const diagram: WrittenSource = {
  id: 'specs/schema.md',
  kind: 'schema',
  reader: 'entity-diagrams',
  claims: [
    [1, { subject: { kind: 'entity', entity: 'PARCEL' }, property: 'exists', value: true }],
    [2, column('PARCEL', 'weight', 'string')],
    [3, column('PARCEL', 'estimated_arrvl', 'string')],
    [4, column('PARCEL', 'colour', 'string')],
    [5, { subject: { kind: 'entity', entity: 'DEPOT' }, property: 'exists', value: true }],
    [6, column('DEPOT', 'id', 'uuid')],
    [7, column('DEPOT', 'town', 'string')],
  ],
}

describe('what only a diagram shows', () => {
  const { project, reading } = write(table, diagram)
  const draft = assembleDraft(reading, project, new Map())
  const entity = (name: string) => draft.entities.find((one) => one.name === name)

  test('counts where nothing else speaks', () => {
    expect(entity('Depot')?.fields.map(({ name, type }) => [name, type])).toEqual([
      ['id', 'uuid'],
      ['town', 'string'],
    ])
  })

  test('never wins against a table, not even a weaker one, and needs no question there', () => {
    expect(entity('Parcel')?.fields.find(({ name }) => name === 'weight')?.type).toBe('integer')
    expect(draft.questions.map(({ id }) => id)).not.toContain('parcel-weight-type')
  })

  test('adds no column to a table: a cut name is the whole one, another is asked', () => {
    expect(entity('Parcel')?.fields.map(({ name }) => name)).toEqual(['id', 'weight', 'estimated_arrival'])
    const question = draft.questions.find(({ id }) => id === 'parcel-more-columns')
    expect(question?.subjects).toEqual(['Parcel', 'Parcel.colour'])
    expect(question?.blocking).toBe(false)
    const answered = assembleDraft(reading, project, new Map([['parcel-more-columns', 'add']]))
    expect(answered.entities.find(({ name }) => name === 'Parcel')?.fields.map(({ name }) => name)).toEqual([
      'id',
      'weight',
      'estimated_arrival',
      'colour',
    ])
  })
})
