import { describe, expect, it } from 'vitest'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { projectOf } from '../claims/claim-lines.js'

const DOCUMENT = `# Design Document

## Data Models

\`\`\`typescript
interface Lantern {
  id: string;           // UUID
  label: string;        // 1-80 characters
  note?: string;
  state: 'lit' | 'dark';
  createdAt: Date;
}
interface LanternProps { lantern: Lantern; open: boolean }
\`\`\`

## API

| Method | Path | Description |
|--------|------|-------------|
| POST | /api/lanterns | Hang a lantern |
| GET | /api/lanterns | List lanterns |

## Acceptance Criteria

1. WHEN a keeper sends a POST request to \`/api/lanterns\` THEN the system SHALL create a lantern and return 201
2. WHEN a lantern is created THEN the system SHALL set its state to "dark"
3. WHEN the query parameter \`state\` is given THEN the system SHALL return only lanterns in that state
`

describe('a table that nothing but a TypeScript interface describes', () => {
  it('has its members, and what sentences say of them', async () => {
    const project = projectOf('specs/lamps/design.md', DOCUMENT)
    const { entities, operations } = assembleDraft(await readClaims(project), project, new Map())
    expect(
      entities.map(({ name, fields }) => [
        name,
        fields.map((field) => [field.name, field.type, field.nullable, field.default]),
      ]),
    ).toEqual([
      [
        'Lantern',
        [
          ['id', 'uuid', false, null],
          ['label', 'string', false, null],
          ['note', 'string', true, null],
          ['state', 'enum', false, 'dark'],
          ['created_at', 'datetime', false, null],
        ],
      ],
    ])
    expect(
      operations.map(({ method, path, success, body, query, summary }) => ({
        operation: `${method} ${path}`,
        success,
        body: body.map(({ name }) => name),
        query: query.map(({ name }) => name),
        summary,
      })),
    ).toEqual([
      {
        operation: 'POST /api/lanterns',
        success: 201,
        body: ['label', 'note', 'state'],
        query: [],
        summary: 'Hang a lantern',
      },
      { operation: 'GET /api/lanterns', success: 200, body: [], query: ['state'], summary: 'List lanterns' },
    ])
  })
})
