import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxesIn } from '../../../src/claims/diagrams/boxes.js'
import { entityDiagrams } from '../../../src/claims/diagrams/entity-diagrams.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('diagrams of entities', () => {
  it('become entities, columns, keys and references, each fact with its words', async () => {
    const text = fixture('diagrams/library.md')
    const { claims } = await readText(entityDiagrams, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('diagrams/library.claims.txt'))
  })

  it('of a frontend say nothing of tables', async () => {
    const text = fixture('diagrams/library.md')
    expect((await readText(entityDiagrams, text, 'specs/ui/components.md')).claims).toEqual([])
  })

  it('show lines where the document has them, whatever is drawn', () => {
    const characters = fc.constantFrom('┌', '┐', '└', '┘', '├', '┤', '│', '─', '+', '-', '|', ' ', 'a', '\n')
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 300 }), (drawn) => {
        const text = drawn.join('')
        for (const { compartments } of boxesIn(text))
          for (const line of compartments.flat())
            expect(text.slice(line.range.start, line.range.end)).toBe(line.text)
      }),
    )
  })
})
