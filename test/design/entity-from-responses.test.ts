import { describe, expect, it } from 'vitest'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { projectOf } from '../claims/claim-lines.js'

const DOCUMENT = `# Parcels

### POST /api/parcels

**Request Body**:

| Field | Type | Required | Constraints |
|-------|------|----------|-------------|
| \`label\` | string | Yes | max 80 characters |
| \`note\` | string | No | |

**Response** (201):
\`\`\`json
{ "data": { "id": 7, "label": "Books", "note": null, "sentOn": "2026-01-02", "createdAt": "2026-01-02T10:00:00Z", "stopCount": 2 } }
\`\`\`

### GET /api/parcels/{id}

**Response** (200):
\`\`\`json
{ "data": { "id": 7, "label": "Books", "note": null, "sentOn": "2026-01-02", "createdAt": "2026-01-02T10:00:00Z", "stopCount": 2 } }
\`\`\`

### POST /api/auth/login

**Response** (200):
\`\`\`json
{ "id": 3, "name": "Ann" }
\`\`\`
`

async function draftOf(text: string) {
  const project = projectOf('specs/api/endpoints.md', text)
  return assembleDraft(await readClaims(project), project, new Map())
}

describe('entities that only answers show', () => {
  it('have the members of the row and of the body that makes it', async () => {
    const { entities } = await draftOf(DOCUMENT)
    expect(entities.map(({ name }) => name)).toEqual(['Parcel'])
    expect(entities[0]?.fields.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
      ['id', 'integer', false],
      ['label', 'string', false],
      ['note', 'string', true],
      ['sentOn', 'date', false],
      ['createdAt', 'datetime', false],
    ])
  })

  it('are asked about', async () => {
    const { questions } = await draftOf(DOCUMENT)
    expect(questions.find(({ id }) => id === 'parcel-stored')?.about).toBe(
      'No document says what is stored of Parcel; its table follows from what operations take and answer: id, label, note, sentOn, createdAt.',
    )
  })
})

describe('operations beside those that are marked', () => {
  const marked = `# Rooms

### GET /api/rooms

- 200: \`[{ id, name }]\`

### GET /api/admin/rooms

- Requires header \`Authorization: Bearer <TOKEN>\`
- 200: \`[{ id, name }]\`
`
  it('are open, and asked about', async () => {
    const { operations, questions } = await draftOf(marked)
    expect(operations.map(({ id, access }) => [id, access])).toEqual([
      ['GET /api/rooms', 'public'],
      ['GET /api/admin/rooms', 'authenticated'],
    ])
    expect(questions.find(({ id }) => id === 'unmarked-access')?.subjects).toEqual(['GET /api/rooms'])
  })
})
