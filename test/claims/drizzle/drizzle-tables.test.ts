import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drizzleTables } from '../../../src/claims/drizzle/drizzle-tables.js'
import { claimLines, projectOf } from '../claim-lines.js'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'claims', 'drizzle')

describe('tables in drizzle', () => {
  it('gives their columns, keys and references', async () => {
    const project = projectOf(
      'specs/001-loans/data-model.md',
      readFileSync(join(fixtures, 'loans.md'), 'utf8'),
    )
    await expect(claimLines(project, [drizzleTables])).toMatchFileSnapshot(join(fixtures, 'loans.claims'))
  })

  it('claims nothing of a broken block', () => {
    const project = projectOf(
      'specs/001-loans/data-model.md',
      '```prisma\nmodel Loan {\n  id String\n```\n```ts\nconst a = pgTable("a", {\n```\n',
    )
    expect(claimLines(project, [drizzleTables])).toBe('')
  })
})
