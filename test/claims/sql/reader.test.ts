import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sqlDefinitions } from '../../../src/claims/sql/reader.js'
import { splitStatements } from '../../../src/claims/sql/split.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('SQL definitions', () => {
  it('become entities, columns and indexes, each fact with its words', async () => {
    const text = fixture('sql/parcels.md')
    const { claims } = await readText(sqlDefinitions, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('sql/parcels.claims.txt'))
  })

  it('take the values and lists that remarks behind columns show', async () => {
    const text = fixture('sql/remarks.md')
    const { claims, diagnostics } = await readText(sqlDefinitions, text)
    expect(diagnostics).toEqual([])
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('sql/remarks.claims.txt'))
  })

  it('report a broken statement where it breaks and read the others', async () => {
    const text = fixture('sql/parcels.md')
    const { diagnostics } = await readText(sqlDefinitions, text)
    const at = text.indexOf(',,') + 1
    expect(diagnostics).toEqual([
      {
        code: 'sql-syntax',
        severity: 'warning',
        message: 'This SQL statement cannot be read: syntax error at or near ",".',
        span: { source: 'specs/data-model.md', start: at, end: at + 1 },
        suggestion: 'Correct the statement; those around it were read.',
      },
    ])
  })

  it('are split without losing text', () => {
    const letters = fc.constantFrom("'", '"', ';', '--', '/*', '*/', '$$', '$a$', '\n', 'x', ' ')
    fc.assert(
      fc.property(fc.array(letters), (parts) => {
        const text = parts.join('')
        for (const { text: statement, start } of splitStatements(text))
          expect(text.slice(start, start + statement.length)).toBe(statement)
      }),
    )
  })
})
