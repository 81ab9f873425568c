import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'

const folder = join(import.meta.dirname, '../fixtures/design/ignored-path-user')

async function designWith(answers: Answers): Promise<Design> {
  return (await analyse({ folder, answers, what: [], built: [], database: null })).design
}

describe('a user id in the path that documents tell to ignore', () => {
  let design: Design

  beforeAll(async () => {
    design = await designWith(new Map())
  })

  test('is compared with nobody, and rows are those of the token', () => {
    expect(design.operations.map(({ id, access }) => `${id} ${access}`)).toEqual([
      'GET /api/{user_id}/beds authenticated',
      'POST /api/{user_id}/beds authenticated',
      'GET /api/{user_id}/beds/{id} authenticated',
    ])
    const steps = design.operations.flatMap((operation) => operation.steps ?? [])
    expect(steps.filter(({ kind }) => kind === 'authorize')).toEqual([])
    expect(steps.filter(({ kind }) => kind === 'select')).toMatchObject([
      { owner: { field: 'user_id', value: { kind: 'caller' } } },
    ])
  })

  test('is asked about, for the standard refuses the id of another', () => {
    const question = design.questions.find(({ id }) => id === 'path-user')
    expect(question).toMatchObject({ kind: 'conflict', concern: 'security', recommended: 'ignored' })
    expect(question?.sources).toEqual(['specs/api.md:7'])
  })

  test('is compared where a person decides so', async () => {
    const decided = await designWith(new Map([['path-user', 'compared']]))
    expect(decided.operations[0]?.access).toBe('owner')
  })

  test('leaves the pages of FastAPI to FastAPI', () => {
    expect(design.outOfScope.filter(({ why }) => why.startsWith('FastAPI')).map(({ what }) => what)).toEqual([
      'GET /docs',
      'GET /redoc',
    ])
  })

  test('has columns that only clients change, and empty arrays in either notation', () => {
    const [bed] = design.entities
    expect(bed?.fields.find(({ name }) => name === 'resow_on')?.touched).toBe(false)
    expect(bed?.fields.find(({ name }) => name === 'labels')?.default).toEqual([])
    expect(design.questions.filter(({ id }) => id.startsWith('bed-labels'))).toEqual([])
  })
})
