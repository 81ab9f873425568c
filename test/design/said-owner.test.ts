import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'

const folder = join(import.meta.dirname, '../fixtures/design/leaky-flats')

async function designOf(answers: Answers = new Map()): Promise<Design> {
  const { design } = await analyse({ folder, answers, what: [], built: [], database: null })
  return design
}

const entityIn = ({ entities }: Design, name: string) => entities.find((entity) => entity.name === name)

/** Whose rows the steps of an operation reach. */
const ownersIn = ({ operations }: Design, id: string) =>
  (operations.find((operation) => operation.id === id)?.steps ?? []).flatMap((step) =>
    step.kind === 'select' || step.kind === 'find' ? [step.owner?.field ?? null] : [],
  )

describe('rows that a list calls the own ones of its caller', () => {
  test('get a column for whose they are, where no column tells it', async () => {
    const design = await designOf()
    expect(entityIn(design, 'Leak')?.owner).toBe('user_id')
    expect(ownersIn(design, 'GET /leaks')).toEqual(['user_id'])
    expect(ownersIn(design, 'GET /leaks/{leakId}')).toEqual(['user_id'])
    expect(design.questions.find(({ id }) => id === 'leak-owner')).toMatchObject({
      concern: 'security',
      blocking: false,
      about: 'GET /leaks shows callers their own rows, and no column of Leak tells whose a row is.',
      sources: ['specs/openapi.yaml:25'],
      recommended: 'add',
    })
  })

  test('are shared where a person wants it', async () => {
    const design = await designOf(new Map([['leak-owner', 'shared']]))
    expect(entityIn(design, 'Leak')?.owner).toBeNull()
    expect(ownersIn(design, 'GET /leaks')).toEqual([null])
  })

  test('are told by their noun', async () => {
    const design = await designOf()
    expect(entityIn(design, 'Plumber')?.owner).toBeNull()
    expect(design.questions.map(({ id }) => id)).not.toContain('plumber-owner')
  })
})
