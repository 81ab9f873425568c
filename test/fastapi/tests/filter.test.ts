import { expect, test } from 'vitest'
import type { Filter } from '../../../src/design/step.js'
import { emitTests } from '../../../src/fastapi/tests/emit.js'
import { operation, parameter, steps } from '../fixtures/build.js'
import { book, bookView } from '../fixtures/library-entities.js'
import { library } from '../fixtures/library.js'

/** Whether the filters of two columns are tested together. */
function combined(...fields: readonly string[]): boolean {
  const filters = fields.map((field): Filter => {
    return {
      through: [],
      field,
      comparison: 'equal',
      value: { kind: 'query', name: field },
      whenQuery: field,
      cases: null,
    }
  })
  const list = operation('GET', '/api/books', {
    name: 'list_books',
    resource: 'books',
    access: 'public',
    entity: 'Book',
    query: fields.map((field) => parameter(field, field === 'pages' ? 'integer' : 'string')),
    responseBody: { kind: 'list', view: bookView },
    steps: steps(
      {
        kind: 'select',
        rows: 'books',
        entity: 'Book',
        owner: null,
        filters,
        search: null,
        sort: null,
        paging: null,
      },
      { kind: 'respond', value: { kind: 'rows', rows: 'books' } },
    ),
  })
  const { files } = emitTests({ ...library, entities: [book], operations: [list] })
  return files.some(({ text }) => text.includes('def test_list_books_combines_filters'))
}

test('filters are combined over columns of which two rows may share a value', () => {
  expect(combined('title', 'pages')).toBe(true)
  expect(combined('isbn', 'title')).toBe(false)
})
