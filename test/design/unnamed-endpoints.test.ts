import { describe, expect, it } from 'vitest'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { projectOf } from '../claims/claim-lines.js'

const DOCUMENT = `# Feature Specification: Seed Bank

## Requirements

- **FR-001**: Growers MUST be able to add seed lots with a label (1-80 characters)
- **FR-002**: Growers MUST be able to list their own seed lots, newest first
- **FR-003**: Growers MUST be able to delete a seed lot
- **FR-004**: Growers MUST NOT edit seed lots

## Data Model

### SeedLot

| Field | Type | Constraints |
|-------|------|-------------|
| id | UUID | primary key |
| label | string | required |
| owner_id | string | required |
| created_at | datetime | set on creation |
`

async function draftOf(text: string, answer: string | null) {
  const project = projectOf('specs/001-seeds/spec.md', text)
  const answers = new Map(answer === null ? [] : [['unnamed-endpoints', answer]])
  const { operations, questions } = assembleDraft(await readClaims(project), project, answers)
  return {
    operations: operations.map(({ method, path }) => `${method} ${path}`),
    listed: operations.find(({ method }) => method === 'GET')?.facts.sort ?? null,
    asked: questions.find(({ id }) => id === 'unnamed-endpoints') ?? null,
  }
}

describe('operations that no document names', () => {
  it('are asked for, and none is built before', async () => {
    const { operations, asked } = await draftOf(DOCUMENT, null)
    expect(operations).toEqual([])
    expect(asked).toMatchObject({
      blocking: true,
      recommended: 'conventional',
      sources: ['specs/001-seeds/spec.md:5', 'specs/001-seeds/spec.md:6', 'specs/001-seeds/spec.md:7'],
      options: [
        {
          id: 'conventional',
          label: 'clients call POST /api/seed-lots, GET /api/seed-lots, DELETE /api/seed-lots/{seed_lot_id}',
        },
        { id: 'later', label: 'nothing is built until a document names the endpoints' },
      ],
    })
  })

  it('are the conventional ones where a person wants them, with what sentences say of them', async () => {
    const { operations, listed } = await draftOf(DOCUMENT, 'conventional')
    expect(operations).toEqual([
      'POST /api/seed-lots',
      'GET /api/seed-lots',
      'DELETE /api/seed-lots/{seed_lot_id}',
    ])
    expect(listed).toEqual({ field: 'created_at', direction: 'desc' })
    expect((await draftOf(DOCUMENT, 'later')).operations).toEqual([])
  })

  it('are not made up beside a document that names one', async () => {
    const { operations, asked } = await draftOf(`${DOCUMENT}\n### GET /api/lots\n\nLists the lots.\n`, null)
    expect(operations).toEqual(['GET /api/lots'])
    expect(asked).toBeNull()
  })
})
