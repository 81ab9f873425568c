import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'

const folder = join(import.meta.dirname, '../fixtures/design/glaze-log')

const parametersOf = async (answers: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  const { design } = await analyse({ folder, answers, what: [], built: [], database: null })
  const operation = design.operations.find(({ id }) => id === 'GET /glazes/export')
  expect(operation?.steps).not.toBeNull()
  return (operation?.query ?? []).map(({ name }) => name)
}

test('a file that is to be filtered takes the filters of the list, and is asked about', async () => {
  expect(await parametersOf(new Map())).toEqual(['cone', 'food_safe'])
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  expect(design.questions.find(({ id }) => id === 'export-filters')).toMatchObject({
    blocking: false,
    subjects: ['GET /glazes/export'],
    about: 'What is exported is filtered, and GET /glazes/export names no parameter.',
    sources: ['specs/glazes.md:3'],
    recommended: 'same',
  })
})

test('a file holds all rows where a person says so', async () => {
  expect(await parametersOf(new Map([['export-filters', 'all']]))).toEqual([])
})
