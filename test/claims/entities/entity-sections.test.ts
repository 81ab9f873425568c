import { describe, expect, it } from 'vitest'
import { entitySections } from '../../../src/claims/entities/entity-sections.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('entity sections', () => {
  it('become entities, columns and schemas, each fact with its words', async () => {
    const text = fixture('entity-sections/recipes.md')
    const { claims } = await readText(entitySections, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('entity-sections/recipes.claims.txt'))
  })

  it('leave the tables of operations alone', async () => {
    const text = fixture('entity-sections/recipes.md')
    const { claims } = await readText(entitySections, text)
    const operation = text.indexOf('### POST')
    expect(claims.filter(({ span }) => span.start >= operation)).toEqual([])
  })

  it('say nothing of a document that only mentions entities', async () => {
    const text = '# Notes\n\n## Plan\n\n- cook a **Recipe**\n- wash the `pot` afterwards\n'
    expect((await readText(entitySections, text, 'specs/notes.md')).claims).toEqual([])
  })
})
