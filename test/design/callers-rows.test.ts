import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'

async function designOf(fixture: string, answers: Answers = new Map()): Promise<Design> {
  const folder = join(import.meta.dirname, '../fixtures/design', fixture)
  const { design } = await analyse({ folder, answers, what: [], built: [], database: null })
  return design
}

const ownerIn = ({ entities }: Design, name: string) => entities.find((entity) => entity.name === name)?.owner

/** Whose rows the steps of an operation reach. */
const ownersIn = ({ operations }: Design, id: string) =>
  (operations.find((operation) => operation.id === id)?.steps ?? []).flatMap((step) =>
    step.kind === 'select' || step.kind === 'find' ? [step.owner?.field ?? null] : [],
  )

describe('rows that documents call the own ones of the caller', () => {
  test('get a column for whose they are, where no column tells it', async () => {
    const design = await designOf('leaky-flats')
    expect(ownerIn(design, 'Leak')).toBe('user_id')
    expect(ownersIn(design, 'GET /leaks')).toEqual(['user_id'])
    expect(ownersIn(design, 'GET /leaks/{leakId}')).toEqual(['user_id'])
    expect(design.questions.find(({ id }) => id === 'callers-column')).toMatchObject({
      concern: 'security',
      blocking: false,
      about: "Documents say that rows of Leak are the caller's, and no column holds whose a row is.",
      sources: ['specs/openapi.yaml:25'],
      recommended: 'add',
    })
  })

  test('are shared where a person wants it', async () => {
    const design = await designOf('leaky-flats', new Map([['callers-column', 'shared']]))
    expect(ownerIn(design, 'Leak')).toBeNull()
    expect(ownersIn(design, 'GET /leaks')).toEqual([null])
  })

  test('are told by their noun', async () => {
    expect(ownerIn(await designOf('leaky-flats'), 'Plumber')).toBeNull()
  })

  test('are tied by the one column that holds a user, whatever its name', async () => {
    const design = await designOf('climbing-hall')
    expect(ownerIn(design, 'Session')).toBe('climber_id')
    expect(ownersIn(design, 'GET /sessions')).toEqual(['climber_id'])
    expect(ownersIn(design, 'DELETE /sessions/{id}')).toEqual(['climber_id'])
    expect(design.questions.map(({ id }) => id)).not.toContain('callers-column')
  })

  test('are not tied by a column that requests bring', async () => {
    expect(ownerIn(await designOf('climbing-hall'), 'Course')).toBeNull()
  })

  test('belong to the user of the row above, without a column of their own', async () => {
    expect(ownerIn(await designOf('climbing-hall'), 'Ascent')).toBeNull()
    expect(ownersIn(await designOf('climbing-hall'), 'GET /ascents')).toEqual(['climber_id'])
  })
})
