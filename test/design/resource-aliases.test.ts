import { expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const operation = (method: 'GET' | 'POST', path: string) => ({ kind: 'operation', method, path }) as const

const schema: WrittenSource = {
  id: 'specs/database/schema.md',
  kind: 'schema',
  claims: ['Loan', 'Member', 'Shelf', 'ReadingListItem'].flatMap((entity, index): WrittenSource['claims'] => [
    [index * 3 + 1, { subject: { kind: 'entity', entity }, property: 'exists', value: true }],
    [index * 3 + 2, { subject: { kind: 'column', entity, field: 'id' }, property: 'type', value: 'integer' }],
  ]),
}

/** An endpoint document with a heading over each operation. */
function endpoints(...titles: readonly (readonly ['GET' | 'POST', string, string])[]): WrittenSource {
  return {
    id: 'specs/api/endpoints.md',
    kind: 'endpoints',
    claims: titles.flatMap(([method, path, title], index): WrittenSource['claims'] => [
      [index + 1, { subject: operation(method, path), property: 'exists', value: true }],
      [index + 1, { subject: operation(method, path), property: 'summary', value: title }],
    ]),
  }
}

const aliasesOf = (source: WrittenSource) => {
  const { reading, project } = write(source, schema)
  const { entities, operations } = assembleDraft(reading, project, new Map())
  return {
    aliases: entities.flatMap(({ name, aliases }) => (aliases ?? []).map((alias) => `${alias} → ${name}`)),
    resources: [...new Set(operations.map(({ resource }) => resource))],
  }
}

test('the headings of operations tell which entity another word means', () => {
  const titles = endpoints(
    ['GET', '/api/borrowings', "List the member's loans"],
    ['POST', '/api/borrowings', 'Create a loan'],
    ['GET', '/api/borrowings/{id}', 'Get a loan'],
  )
  expect(aliasesOf(titles).aliases).toEqual(['borrowings → Loan'])
})

test('one heading, or headings that name several entities alike, tell nothing', () => {
  expect(aliasesOf(endpoints(['GET', '/api/borrowings', 'List loans'])).aliases).toEqual([])
  const mixed = endpoints(
    ['GET', '/api/overview', 'Loans by shelf'],
    ['POST', '/api/overview', 'Move a loan to a shelf'],
  )
  expect(aliasesOf(mixed).aliases).toEqual([])
})

test('a segment means the items that it collects', () => {
  expect(aliasesOf(endpoints(['GET', '/api/reading-list', 'Show it'])).aliases).toEqual([
    'reading-list → ReadingListItem',
  ])
})
