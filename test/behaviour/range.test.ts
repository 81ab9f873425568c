import { describe, expect, it } from 'vitest'
import { boundOf } from '../../src/behaviour/steps/range.js'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { projectOf } from '../claims/claim-lines.js'

/** The column that `start_date` bounds in a list of stays with these columns of dates. */
async function boundedBy(...columns: readonly string[]): Promise<string | null> {
  const project = projectOf(
    'specs/stays.md',
    `# Stays

## Entity: Stay

| Field | Type | Constraints |
|-------|------|-------------|
| id | UUID | PK |
| note | string | max 80 |
${columns.map((name) => `| ${name} | date | required |\n`).join('')}
### GET /stays

**Query Parameters**:

| Name | Type | Description |
|------|------|-------------|
| start_date | date | first day |
`,
  )
  const { entities, operations } = assembleDraft(await readClaims(project), project, new Map())
  const parameter = operations[0]?.query[0]
  const [entity] = entities
  if (parameter === undefined || entity === undefined) throw new Error('no list')
  return boundOf(entity, parameter)?.column.name ?? null
}

describe('a range of days without a column in its name', () => {
  it('is one of the day that rows are called after', async () => {
    expect(await boundedBy('stay_date')).toBe('stay_date')
    expect(await boundedBy('date')).toBe('date')
  })

  it('is of no other column, and of none where there are several', async () => {
    expect(await boundedBy('dog_birth_date')).toBeNull()
    expect(await boundedBy('stay_date', 'dog_birth_date')).toBeNull()
  })
})
