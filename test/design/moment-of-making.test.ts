import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'

const folder = join(import.meta.dirname, '../fixtures/design/potting-shed')

async function designOf(answers: Answers = new Map()): Promise<Design> {
  const { design } = await analyse({ folder, answers, what: [], built: [], database: null })
  return design
}

const columnsOf = ({ entities }: Design, name: string): readonly string[] =>
  entities.find((entity) => entity.name === name)?.fields.map((field) => field.name) ?? []

/** What a list orders by, and how many rows it shows at most. */
function listedBy({ operations }: Design, id: string): readonly unknown[] {
  const steps = operations.find((operation) => operation.id === id)?.steps ?? []
  return steps.flatMap((step) =>
    step.kind === 'select' ? [step.sort?.defaultField, step.sort?.defaultDirection, step.most] : [],
  )
}

describe('lists that show the newest rows first', () => {
  test('get a moment of making where no column tells it, and a question is asked', async () => {
    const design = await designOf()
    expect(columnsOf(design, 'Seedling')).toContain('created_at')
    expect(design.questions.find(({ id }) => id === 'seedling-moment-of-making')).toMatchObject({
      blocking: false,
      about: 'GET /seedlings goes by when rows of Seedling were made, and no column tells it.',
      sources: ['specs/seedlings.md:29'],
      recommended: 'add',
    })
    expect(listedBy(design, 'GET /seedlings')).toEqual(['created_at', 'desc', undefined])
  })

  test('stay as they are where a person wants any order', async () => {
    const design = await designOf(new Map([['seedling-moment-of-making', 'any-order']]))
    expect(columnsOf(design, 'Seedling')).not.toContain('created_at')
    expect(listedBy(design, 'GET /seedlings')).toEqual([undefined, undefined, undefined])
  })

  test('go by the number that counts the rows', async () => {
    const design = await designOf()
    expect(columnsOf(design, 'Pot')).toEqual(['id', 'user_id', 'size'])
    expect(listedBy(design, 'GET /pots')).toEqual(['id', 'desc', 5])
  })
})

describe('lists that show so many rows', () => {
  test('are cut where words of theirs count them', async () => {
    const design = await designOf()
    expect(listedBy(design, 'GET /seedlings/recent')).toEqual(['created_at', 'desc', 10])
    expect(listedBy(design, 'GET /seedlings/hardy')).toEqual([undefined, undefined, 200])
  })
})

test('query parameters without a type hold what their columns hold', async () => {
  const { operations } = await designOf()
  const list = operations.find(({ id }) => id === 'GET /seedlings')
  expect(list?.query.map(({ name, type }) => [name, type])).toEqual([
    ['hardy', 'boolean'],
    ['min_height', 'decimal'],
    ['name', 'string'],
  ])
})
