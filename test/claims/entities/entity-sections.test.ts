import { describe, expect, it } from 'vitest'
import { entitySections } from '../../../src/claims/entities/entity-sections.js'
import { keyEntities } from '../../../src/claims/entities/key-entities.js'
import { qualifiedIndexes } from '../../../src/claims/entities/qualified-indexes.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('entity sections', () => {
  it('become entities, columns and schemas, each fact with its words', async () => {
    const text = fixture('entity-sections/recipes.md')
    const { claims } = await readText(entitySections, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('entity-sections/recipes.claims.txt'))
  })

  it('list columns without marks, and several tables in one list of indexes', async () => {
    const text = fixture('entity-sections/plain-lists.md')
    const sections = await readText(entitySections, text)
    const indexes = await readText(qualifiedIndexes, text)
    await expect(showClaims([...sections.claims, ...indexes.claims], text)).toMatchFileSnapshot(
      golden('entity-sections/plain-lists.claims.txt'),
    )
  })

  it('are read where headings and titles are of another language', async () => {
    const text = fixture('entity-sections/other-language.md')
    const { claims } = await readText(entitySections, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(
      golden('entity-sections/other-language.claims.txt'),
    )
  })

  it('have numbers of chapters before their names, and limits in descriptions without a column of rules', async () => {
    const text = fixture('entity-sections/numbered.md')
    const { claims } = await readText(entitySections, text, 'docs/features/baking.md')
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('entity-sections/numbered.claims.txt'))
  })

  it('are whole documents too: a title over a part that lists the fields', async () => {
    const text = fixture('entity-sections/titled-spec.md')
    const { claims } = await readText(entitySections, text, 'docs/specs/kayak.md')
    await expect(showClaims(claims, text)).toMatchFileSnapshot(
      golden('entity-sections/titled-spec.claims.txt'),
    )
  })

  it('list entities of a feature as items, with their fields by name and type below', async () => {
    const text = fixture('entity-sections/key-entities.md')
    const { claims } = await readText(keyEntities, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(
      golden('entity-sections/key-entities.claims.txt'),
    )
  })

  it('list entities whose fields stand one level deeper, and refer to each other', async () => {
    const text = fixture('entity-sections/nested-entities.md')
    const { claims } = await readText(keyEntities, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(
      golden('entity-sections/nested-entities.claims.txt'),
    )
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
