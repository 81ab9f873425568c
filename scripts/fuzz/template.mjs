import { NAMES, NUMBERS, PATHS, TEXTS } from './hostile.mjs'

/** @typedef {import('./random.mjs').Random} Random */

/** What stands in each place of the template when nothing hostile does. */
const PLAIN = {
  title: 'Parcel service',
  entity: 'Parcel',
  column: 'label',
  other: 'weight',
  choice: 'sent',
  limit: '40',
  path: '/api/parcels',
  parameter: 'carrier',
  message: 'Parcel not found',
  description: 'where it goes',
  example: 'a book',
  module: 'backend/app/db.py',
  folder: 'backend',
  variable: 'PARCEL_SECRET',
  claim: 'sub',
  origin: 'http://localhost:3000',
}

/** @type {Record<keyof typeof PLAIN, readonly string[]>} */
const HOSTILE = {
  title: [...TEXTS, ...NAMES],
  entity: [...NAMES, ...TEXTS],
  column: [...NAMES, ...TEXTS],
  other: [...NAMES, 'label', 'Label', 'LABEL'],
  choice: [...TEXTS, ...NAMES],
  limit: NUMBERS,
  path: [...PATHS, ...NAMES.map((name) => `/api/${name}`)],
  parameter: [...NAMES, ...TEXTS],
  message: [...TEXTS, ...NAMES],
  description: TEXTS,
  example: [...TEXTS, ...NAMES, ...NUMBERS],
  module: [...NAMES, ...NAMES.map((name) => `backend/app/${name}.py`), ...TEXTS],
  folder: [...NAMES, ...TEXTS, ...PATHS],
  variable: [...NAMES, ...TEXTS, 'PATH', 'HOME', 'DATABASE_URL', 'LD_PRELOAD', 'A'.repeat(200)],
  claim: [...NAMES, ...TEXTS, 'email', 'userId'],
  origin: [...TEXTS, '*', 'null', 'https://*', 'file:///etc/passwd'],
}

/** @typedef {typeof PLAIN} Holes */

/**
 * Plain words in most places of the template, hostile ones in a few.
 *
 * @param {Random} random
 * @returns {Holes}
 */
export function holes(random) {
  const filled = { ...PLAIN }
  const places = /** @type {(keyof Holes)[]} */ (Object.keys(PLAIN))
  for (let count = 1 + random.below(5); count > 0; count -= 1) {
    const place = random.pick(places)
    filled[place] = random.pick(HOSTILE[place])
  }
  return filled
}

/** @type {(holes: Holes) => string} */
const dataModel = (hole) => `# Data Model: ${hole.title}

## ${hole.entity}

Table: \`${hole.entity}\`

| Field | Type | Constraints | Description |
|-------|------|-------------|-------------|
| id | UUID | PK | Identifier |
| user_id | VARCHAR(255) | NOT NULL, INDEXED | Owner |
| ${hole.column} | VARCHAR(${hole.limit}) | NOT NULL, UNIQUE | ${hole.description} |
| ${hole.other} | INTEGER | NOT NULL, DEFAULT ${hole.limit}, MIN ${hole.limit} | ${hole.description} |
| state | ENUM('new', '${hole.choice}') | NOT NULL, DEFAULT '${hole.choice}' | State |
| created_at | TIMESTAMP | NOT NULL | Creation time |

\`\`\`python
class ${hole.entity}(SQLModel, table=True):
    ${hole.column}: str = Field(max_length=${hole.limit}, description="${hole.description}")
\`\`\`
`

/** @type {(holes: Holes) => string} */
const endpoints = (hole) => `# ${hole.title}

All endpoints require a JWT (claim \`${hole.claim}\`, HS256, secret in \`${hole.variable}\`).

## Endpoints

### GET ${hole.path}

${hole.description}

**Query Parameters**:

| Parameter | Type | Default | Description |
|-----------|------|---------|-------------|
| ${hole.parameter} | string | ${hole.example} | ${hole.description} |
| limit | integer | ${hole.limit} | at most ${hole.limit} |
| sort | \`${hole.column}\` or \`${hole.choice}\` | \`${hole.column}\` | order |

**Response (200)**: an array of ${hole.entity}

### POST ${hole.path}

**Request Body**:

\`\`\`json
{ "${hole.column}": "${hole.example}", "${hole.other}": ${hole.limit}, "state": "${hole.choice}" }
\`\`\`

**Response (201)**: the ${hole.entity}

**Errors**: 401, 409 "${hole.message}", 422 "${hole.message}"

### GET ${hole.path}/{${hole.parameter}}

**Response (200)**: the ${hole.entity}

**Errors**: 401, 404 "${hole.message}"

### DELETE ${hole.path}/{id}

**Response (204)**

**Errors**: 401, 404 "${hole.message}"
`

/** @type {(holes: Holes) => string} */
const contract = (hole) => `openapi: 3.0.3
info: { title: ${JSON.stringify(hole.title)}, version: "1", description: ${JSON.stringify(hole.description)} }
security: [{ jwt: [] }]
paths:
  ${JSON.stringify(hole.path)}:
    get:
      operationId: ${JSON.stringify(hole.parameter)}
      tags: [${JSON.stringify(hole.entity)}]
      summary: ${JSON.stringify(hole.description)}
      parameters:
        - { name: ${JSON.stringify(hole.parameter)}, in: query, schema: { type: string, pattern: ${JSON.stringify(hole.example)}, enum: [${JSON.stringify(hole.choice)}, plain] } }
        - { name: ${JSON.stringify(hole.column)}, in: header, schema: { type: string, default: ${JSON.stringify(hole.example)} } }
      responses:
        "200":
          description: ${JSON.stringify(hole.message)}
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Item" } } } }
    post:
      operationId: ${JSON.stringify(hole.parameter)}
      tags: [${JSON.stringify(hole.entity)}]
      requestBody:
        content: { application/json: { schema: { $ref: "#/components/schemas/Item" }, example: { ${JSON.stringify(hole.column)}: ${JSON.stringify(hole.example)} } } }
      responses:
        "201":
          description: ${JSON.stringify(hole.message)}
          content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } }
        "409": { description: ${JSON.stringify(hole.message)} }
components:
  securitySchemes: { jwt: { type: http, scheme: bearer } }
  schemas:
    Item:
      title: ${JSON.stringify(hole.entity)}
      type: object
      required: [${JSON.stringify(hole.column)}]
      properties:
        id: { type: string, format: uuid }
        ${JSON.stringify(hole.column)}: { type: string, maxLength: ${hole.limit}, description: ${JSON.stringify(hole.description)}, default: ${JSON.stringify(hole.example)} }
        ${JSON.stringify(hole.other)}: { type: integer, minimum: ${hole.limit}, maximum: ${hole.limit} }
        state: { type: string, enum: [new, ${JSON.stringify(hole.choice)}] }
`

/** @type {(holes: Holes) => string} */
const plan = (hole) => `# Plan: ${hole.title}

The session is in \`${hole.module}\`. The backend lives in \`${hole.folder}/\`.

\`\`\`text
${hole.folder}/
├── app/
│   ├── ${hole.entity}.py
│   └── routers/
│       └── ${hole.parameter}.py
\`\`\`

## Environment Variables

| Variable | Description | Example |
|----------|-------------|---------|
| \`${hole.variable}\` | ${hole.description} | ${hole.example} |

## CORS

**Allowed Origins**: \`${hole.origin}\`
`

/**
 * A small specification in the usual forms, with the holes filled.
 *
 * @param {Holes} hole
 * @param {Random} random
 * @returns {Record<string, string>}
 */
export function specification(hole, random) {
  const folder = 'specs/001-parcels'
  const described = { [`${folder}/data-model.md`]: dataModel(hole), [`${folder}/plan.md`]: plan(hole) }
  return random.oneIn(2)
    ? { ...described, [`${folder}/contracts/openapi.yaml`]: contract(hole) }
    : { ...described, [`${folder}/spec.md`]: endpoints(hole) }
}
