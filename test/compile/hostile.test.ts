import { describe, expect, test } from 'vitest'
import { judge } from '../../scripts/fuzz/judge.mjs'
import { mutate } from '../../scripts/fuzz/mutate.mjs'
import { randomOf } from '../../scripts/fuzz/random.mjs'
import { holes, specification } from '../../scripts/fuzz/template.mjs'
import { analyse, generate } from '../../src/compile.js'
import { projectFolder } from '../source/project-folder.js'

/** As many cases as the gate has time for; `npm run fuzz` takes as many as it is given. */
const CASES = 24

/** What is wrong with the backend of these documents. */
async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await projectFolder(files)
  const analysis = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  const { design, emission } = await generate(analysis)
  return judge(design, emission)
}

describe('hostile specifications, from documents to files', () => {
  test.each(Array.from({ length: CASES }, (_, seed) => seed))('case %i', async (seed) => {
    const random = randomOf(seed)
    const files = specification(holes(random), random)
    const hostile = seed % 3 === 0 ? mutate(files, random, Object.values(files)) : files
    expect(await problemsOf(hostile)).toEqual([])
  })
})

const column = (row: string): string => `# Parcels

All endpoints require a JWT in \`Authorization: Bearer\`.

## Entity: Parcel

| Field | Type | Constraints |
|-------|------|-------------|
| id | UUID | PK |
${row}

### GET /parcels

**Response (200)**: an array of Parcel

### GET /parcels/{id}

**Response (200)**: the Parcel
`

test.each([
  ['a length below zero', '| label | VARCHAR(-1) | NOT NULL |'],
  ['a text that is the present moment', '| label | VARCHAR(40) | NOT NULL, DEFAULT now() |'],
  ['a truth value that is the present moment', '| label | BOOLEAN | NOT NULL, DEFAULT now() |'],
  ['a column in capitals', '| ID | UUID | PK |\n| LABEL | VARCHAR(40) | NOT NULL, UNIQUE |'],
  [
    'names of Python and of JavaScript',
    '| class | VARCHAR(4) | |\n| __proto__ | INTEGER | |\n| self | DATE | |',
  ],
])('%s is no way into the code', async (_, row) => {
  expect(await problemsOf({ 'specs/001-parcels/spec.md': column(row) })).toEqual([])
})
