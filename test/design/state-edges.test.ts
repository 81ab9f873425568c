import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'

const folder = join(import.meta.dirname, '../fixtures/design/free-moves')

async function designWith(answers: Answers): Promise<Design> {
  return (await analyse({ folder, answers, what: [], built: [], database: null })).design
}

const edgesOf = (design: Design, column: string) =>
  design.entities[0]?.fields
    .find(({ name }) => name === column)
    ?.edges?.map(({ from, to }) => `${from} ${to}`)

describe('drawn moves beside which documents say that none is refused', () => {
  test('refuse nothing, and are asked about', async () => {
    const design = await designWith(new Map())
    expect(edgesOf(design, 'stage')).toBeUndefined()
    expect(design.questions.find(({ id }) => id === 'tree-stage-moves')).toMatchObject({
      kind: 'conflict',
      recommended: 'free',
      sources: ['specs/data-model.md:19', 'specs/data-model.md:16', 'specs/data-model.md:17'],
    })
  })

  test('are kept where a person decides so, and where only some moves are free', async () => {
    const design = await designWith(new Map([['tree-stage-moves', 'drawn']]))
    expect(edgesOf(design, 'stage')).toEqual(['seedling grafted', 'grafted bearing'])
    expect(edgesOf(design, 'health')).toEqual(['poor fair', 'fair good'])
  })
})
