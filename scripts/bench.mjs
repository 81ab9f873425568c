// Measures the way from documents to files: time per stage and memory, each run in a process
// of its own. Takes the repositories of the corpus that stands beside the project, if any, and
// a specification of many operations that this script writes. Prints; sets no limits.
// usage: npm run build && npm run bench [-- --operations N --runs N]
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
const root = dirname(dirname(self))
const REPOSITORIES = ['maryamfaizan53+todo-app-specDrive-dev', 'hi01tech+hackathon-todo-app-phase-II']

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name)
  return at === -1 ? otherwise : Number(process.argv[at + 1])
}

/** One run in this process; prints its measures as JSON. */
async function measure(folder) {
  const start = performance.now()
  const { analyse, generate } = await import(join(root, 'dist', 'compile.js'))
  const loaded = performance.now()
  const request = { folder, answers: new Map(), what: [], built: [], database: null }
  const { project, design, emission, timings } = await generate(await analyse(request))
  const done = performance.now()
  console.log(
    JSON.stringify({
      milliseconds: { load: loaded - start, ...Object.fromEntries(timings), total: done - start },
      // Kilobytes on every platform (libuv, uv_getrusage).
      megabytes: process.resourceUsage().maxRSS / 1024,
      documents: project.documents.length,
      characters: project.documents.reduce((sum, { source }) => sum + source.text.length, 0),
      operations: design.operations.length,
      implemented: design.operations.filter(({ steps }) => steps !== null).length,
      entities: design.entities.length,
      questions: design.questions.length,
      files: emission.files.length,
      lines: emission.files.reduce((sum, { text }) => sum + text.split('\n').length, 0),
      tests: emission.tests.length,
    }),
  )
}

const COLOURS = ['amber', 'azure', 'coral', 'ivory', 'jade', 'olive', 'pearl', 'ruby', 'sable', 'topaz']
const THINGS = (
  'anchor basket candle drawer engine feather garden hammer island jacket ' +
  'kettle ladder mirror needle orchard paddle quiver ribbon saddle tunnel'
).split(' ')

/** The documents of one resource with five operations. */
function resourceDocument(index) {
  const colour = COLOURS[index % COLOURS.length]
  const thing = THINGS[Math.floor(index / COLOURS.length) % THINGS.length]
  const round = Math.floor(index / (COLOURS.length * THINGS.length))
  const words = round === 0 ? [colour, thing] : [colour, thing, `lot${round}`]
  const entity = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')
  const path = `/api/${words.join('-')}s`
  const label = words.join(' ')
  const table = `${words.join('_')}s`
  return {
    name: `${String(index).padStart(4, '0')}-${words.join('-')}`,
    text: `# ${entity}

## Entity: ${entity}

Table \`${table}\`.

| Field | Type | Required | Constraints |
|-------|------|----------|-------------|
| id | UUID | Yes | primary key |
| user_id | string | Yes | the owner |
| title | string | Yes | 1 to ${100 + (index % 100)} characters |
| note | string | No | max ${500 + index} characters |
| quantity | integer | Yes | minimum 0, default 1 |
| done | boolean | Yes | default false |
| created_at | datetime | Yes | set when created |
| updated_at | datetime | Yes | set at every change |

## Endpoints

All endpoints require a JWT in \`Authorization: Bearer\`.

### GET ${path}

List the caller's ${label}s.

**Success Response** (200 OK): an array of ${entity}

**Error Responses**: 401

### POST ${path}

Create a ${label}.

**Request Body**:

| Field | Type | Required | Constraints |
|-------|------|----------|-------------|
| title | string | Yes | 1 to ${100 + (index % 100)} characters |
| note | string | No | max ${500 + index} characters |
| quantity | integer | No | minimum 0 |

**Success Response** (201 Created): the ${entity}

**Error Responses**: 401, 422

### GET ${path}/{id}

Get one ${label}.

**Success Response** (200 OK): the ${entity}

**Error Responses**: 401, 404 ${label} not found

### PUT ${path}/{id}

Update a ${label}.

**Request Body**:

| Field | Type | Required | Constraints |
|-------|------|----------|-------------|
| title | string | No | 1 to ${100 + (index % 100)} characters |
| note | string | No | max ${500 + index} characters |
| done | boolean | No | |

**Success Response** (200 OK): the ${entity}

**Error Responses**: 401, 404 ${label} not found, 422

### DELETE ${path}/{id}

Delete a ${label}.

**Success Response** (204 No Content)

**Error Responses**: 401, 404 ${label} not found

## Requirements

- **FR-001**: Users MUST be able to create a ${label} with a title.
- **FR-002**: The system MUST list only the caller's own ${label}s.
- **FR-003**: The system MUST refuse a ${label} without a title.
`,
  }
}

/** Writes a specification with about so many operations into a new folder. */
function writeSpecification(operations) {
  const folder = mkdtempSync(join(tmpdir(), 'specwright-bench-'))
  for (let index = 0; index < operations / 5; index += 1) {
    const { name, text } = resourceDocument(index)
    mkdirSync(join(folder, 'specs', name), { recursive: true })
    writeFileSync(join(folder, 'specs', name, 'spec.md'), text)
  }
  return folder
}

const median = (numbers) => numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)]

function report(name, folder, runs) {
  const results = Array.from({ length: runs }, () =>
    JSON.parse(
      execFileSync(process.execPath, [self, '--measure', folder], {
        encoding: 'utf8',
        maxBuffer: 10_000_000,
      }),
    ),
  )
  const [first] = results
  const stages = Object.keys(first.milliseconds)
  console.log(`\n${name}`)
  console.log(
    `  ${first.documents} documents, ${first.characters} characters → ${first.entities} entities, ` +
      `${first.operations} operations (${first.implemented} with behaviour), ${first.questions} questions → ` +
      `${first.files} files, ${first.lines} lines, ${first.tests} tests`,
  )
  const times = stages.map(
    (stage) => `${stage} ${median(results.map(({ milliseconds }) => milliseconds[stage])).toFixed(0)}`,
  )
  console.log(`  ms (median of ${runs}): ${times.join(', ')}`)
  console.log(`  peak memory: ${median(results.map(({ megabytes }) => megabytes)).toFixed(0)} MB`)
}

const measured = process.argv.indexOf('--measure')
if (measured === -1) {
  const runs = option('--runs', 5)
  const corpus = [process.env['SPECWRIGHT_CORPUS'], join(root, '..', 'shared', 'corpus')].find(
    (folder) => folder !== undefined && existsSync(folder),
  )
  for (const name of REPOSITORIES) {
    const folder = corpus === undefined ? '' : join(corpus, 'specs', name)
    if (folder !== '' && existsSync(folder)) report(name, folder, runs)
    else console.log(`\n${name}: not beside the project, not measured`)
  }
  const operations = option('--operations', 1000)
  const folder = writeSpecification(operations)
  try {
    report(`a specification of ${operations} operations`, folder, Math.min(runs, 3))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
} else await measure(process.argv[measured + 1])
