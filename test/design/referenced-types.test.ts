import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const schema: WrittenSource = {
  id: 'specs/data-model.md',
  kind: 'schema',
  claims: [
    [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'none' }],
    [2, { subject: { kind: 'entity', entity: 'Shelf' }, property: 'table', value: 'shelves' }],
    [3, { subject: { kind: 'column', entity: 'Shelf', field: 'id' }, property: 'type', value: 'uuid' }],
    [4, { subject: { kind: 'column', entity: 'Shelf', field: 'label' }, property: 'type', value: 'string' }],
    [6, { subject: { kind: 'entity', entity: 'Book' }, property: 'table', value: 'books' }],
    [7, { subject: { kind: 'column', entity: 'Book', field: 'title' }, property: 'type', value: 'string' }],
    [
      8,
      { subject: { kind: 'column', entity: 'Book', field: 'shelf_id' }, property: 'type', value: 'string' },
    ],
    [
      8,
      {
        subject: { kind: 'column', entity: 'Book', field: 'shelf_id' },
        property: 'references',
        value: 'shelves.id',
      },
    ],
  ],
}

describe('a foreign key of another type than the column it refers to', () => {
  test('takes the type of that column, and asks', () => {
    const { reading, project } = write(schema)
    const { entities, questions } = assembleDraft(reading, project, new Map())
    const shelf = entities.find(({ name }) => name === 'Book')?.fields.find(({ name }) => name === 'shelf_id')
    expect(shelf).toMatchObject({ type: 'uuid', references: 'shelves.id' })
    expect(questions.find(({ id }) => id === 'book-shelf-id-reference-type')).toMatchObject({
      kind: 'conflict',
      blocking: false,
      subjects: ['Book.shelf_id'],
      sources: ['specs/data-model.md:8', 'specs/data-model.md:3'],
      recommended: 'referenced',
    })
  })

  test('stays as written, without a foreign key, when a person says so', () => {
    const { reading, project } = write(schema)
    const { entities } = assembleDraft(
      reading,
      project,
      new Map([['book-shelf-id-reference-type', 'unenforced']]),
    )
    const shelf = entities.find(({ name }) => name === 'Book')?.fields.find(({ name }) => name === 'shelf_id')
    expect(shelf).toMatchObject({ type: 'string', references: null })
  })
})

describe('a foreign key without a type', () => {
  test('is a number where the table it refers to has no key that a document names', () => {
    const { reading, project } = write({
      ...schema,
      claims: schema.claims.filter(
        ([line, { property }]) => line !== 3 && !(line === 8 && property === 'type'),
      ),
    })
    const { entities } = assembleDraft(reading, project, new Map())
    const shelf = entities.find(({ name }) => name === 'Book')?.fields.find(({ name }) => name === 'shelf_id')
    expect(shelf).toMatchObject({ type: 'integer', references: 'shelves.id' })
  })
})
