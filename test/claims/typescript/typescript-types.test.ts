import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declarationsOf } from '../../../src/claims/typescript/declarations.js'
import { typescriptTypes } from '../../../src/claims/typescript/typescript-types.js'
import { zodFacts } from '../../../src/claims/typescript/zod-facts.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('TypeScript types and zod objects', () => {
  it('become request and response models, each fact with its words', async () => {
    const text = fixture('typescript/parcels.md')
    const { claims } = await readText(typescriptTypes, text, 'specs/parcels.md')
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('typescript/parcels.claims.txt'))
  })

  it('of research say nothing', async () => {
    const text = fixture('typescript/parcels.md')
    expect((await readText(typescriptTypes, text, 'specs/001-parcels/research.md')).claims).toEqual([])
  })

  it('leave out what stands behind a call that cannot be read', () => {
    expect(zodFacts('z.string().regex(/[(/).max(9)')).toEqual([
      { property: 'type', value: 'string' },
      { property: 'required', value: true },
    ])
    expect(zodFacts('phoneSchema.optional()')).toEqual([])
  })

  it('show members where the text has them, whatever is written', () => {
    const parts = fc.constantFrom(
      'interface A {',
      '}',
      '{',
      'b?: ',
      'string',
      ';',
      '\n',
      '// c',
      '/*',
      '*/',
      '"',
      "'",
      '`',
      '(',
      ')',
      ',',
      'const d = z.object({',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (written) => {
        const text = written.join('')
        for (const { name, nameRange, members } of declarationsOf(text).objects) {
          expect(text.slice(nameRange.start, nameRange.end).toLowerCase()).toBe(name.toLowerCase())
          for (const member of members)
            expect(text.slice(member.range.start, member.range.end)).toContain(member.name)
        }
      }),
    )
  })
})
