import { describe, expect, it } from 'vitest'
import { stepsOf } from './accounts-fixture.js'
import { outcomesOf, readSentences } from './sentences.js'

describe('sentences about a column that follows another', () => {
  it('make a slug anew with its title', async () => {
    const design = await readSentences('travel-log')
    const slugs = stepsOf(design, 'PATCH /hikes/{slug}').flatMap((step) =>
      step.kind === 'assign' ? step.values.filter(({ value }) => value.kind === 'slug') : [],
    )
    expect(slugs.map(({ field, whenBody }) => [field, whenBody])).toEqual([['slug', 'title']])
    expect(outcomesOf(design).get('FR-001')).toMatchObject({ status: 'implemented' })
  })

  it('are not understood where no operation works the value out', async () => {
    expect(outcomesOf(await readSentences('travel-log')).get('FR-002')).toEqual({ status: 'not-understood' })
  })
})
