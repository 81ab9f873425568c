import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'

const folder = join(import.meta.dirname, '../fixtures/design/parcel-pages')

async function listWith(answers: ReadonlyMap<string, string>) {
  const { design } = await analyse({ folder, answers, what: [], built: [], database: null })
  const list = design.operations.find(({ id }) => id === 'GET /parcels')
  return { list, questions: design.questions }
}

test('a list takes the parameters of the page that its answer tells of, and is asked about', async () => {
  const { list, questions } = await listWith(new Map())
  expect(
    list?.query.map(({ name, default: value, minimum, maximum }) => [name, value, minimum, maximum]),
  ).toEqual([
    ['page', 1, 1, null],
    ['pageSize', 25, 1, 100],
  ])
  expect(list?.responseBody).toMatchObject({
    members: [
      { key: 'parcels', kind: 'list' },
      {
        key: 'pagination',
        body: {
          members: [
            { key: 'currentPage', kind: 'query', parameter: 'page' },
            { key: 'pageSize', kind: 'query', parameter: 'pageSize' },
            { key: 'total_parcels', kind: 'total' },
            { key: 'total_pages', kind: 'pages' },
          ],
        },
      },
    ],
  })
  expect(questions.find(({ id }) => id === 'told-pages')).toMatchObject({
    blocking: false,
    subjects: ['GET /parcels'],
    recommended: 'parameters',
    sources: ['specs/parcels.md:14'],
  })
})

test('a list whose parameters are described elsewhere gets none', async () => {
  const { list } = await listWith(new Map([['told-pages', 'specified']]))
  expect(list?.query).toEqual([])
})
