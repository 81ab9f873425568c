// Plants the faults of `mutants/`, one at a time, in a copy of each back end that `test/mutants` specifies, and shows
// which of them `verify` catches: by the audit of the code, by the generated tests, or by the probes of the running service,
// in this order; a fault is looked for by the next only when the last missed it, or always with --all.
// usage: npm run build && npm run mutants [-- --all --project NAME --only TEXT|TEXT --checks audit,probes]
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { audit } from '../dist/verify/audit/audit.js'
import { pythonFiles } from '../dist/verify/audit/files.js'
import { prepareEnvironment } from '../dist/verify/environment.js'
import { probeBackend } from '../dist/verify/live.js'
import { runPytest } from '../dist/verify/pytest.js'
import { writeBackend } from './backends/write.mjs'
import { FAULTS } from './mutants/faults.mjs'
import { MARKET_FAULTS } from './mutants/market-faults.mjs'
import { SUBTLE_FAULTS } from './mutants/subtle-faults.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const given = (name) => process.argv.includes(name)
const valueOf = (name) => (given(name) ? (process.argv[process.argv.indexOf(name) + 1] ?? '') : '')
const only = valueOf('--only')
const listener = () => undefined

/** Folders of `test/mutants`, and the faults that their back ends are given. */
const PROJECTS = [
  { project: 'lockers', faults: [...FAULTS, ...SUBTLE_FAULTS] },
  { project: 'market', faults: MARKET_FAULTS },
]

/** A copy of the backend with a fault in it. */
function plant(whole, folder, edits) {
  cpSync(whole, folder, { recursive: true })
  for (const { file, from, to } of edits) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    const changed = text.replace(from, () => to)
    if (changed === text) throw new Error(`${file} has no ${String(from)}`)
    writeFileSync(path, changed)
  }
}

/**
 * Lets a copy hash passwords cheaply: each probe registers users of its own, and what Argon2id costs by design would
 * be most of what a run takes.
 */
function cheapen(folder) {
  const path = join(folder, 'app', 'auth.py')
  const text = readFileSync(path, 'utf8')
  const cheap = text
    .replace('PasswordHash.recommended()', 'PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64),))')
    .replace(
      'from pwdlib.exceptions import',
      'from pwdlib.hashers.argon2 import Argon2Hasher\nfrom pwdlib.exceptions import',
    )
  writeFileSync(path, cheap)
}

/** Where the route of an operation stands. */
function placeOf(operation, { files }) {
  for (const { path, lines } of files) {
    const range = lines.find(({ about }) => about === operation)
    if (range !== undefined) return `${path}:${range.from}`
  }
  return 'app/main.py:1'
}

const operationOf = ({ operation, proves }) =>
  operation ?? proves.map((aspect) => aspect.split('#')[0]).find((id) => id?.includes(' ')) ?? 'the service'

/** What looks for a fault; each returns what it found, as one line each. */
const CHECKS = {
  audit: async ({ folder, design }) =>
    (await audit(await pythonFiles(folder), design)).map(
      ({ rule, path, line, operation }) => `${rule} ${path}:${line} ${operation ?? 'the service'}`,
    ),
  tests: async ({ folder, temporary, environment, emission }) => {
    const expected = emission.tests.map(({ id }) => id)
    const evidence = await runPytest({
      environment,
      folder,
      temporary,
      expected,
      variables: {},
      seconds: 600,
      listener,
    })
    return evidence.flatMap(({ subject, outcome }) => {
      const test = emission.tests.find(({ id }) => id === subject)
      if (outcome !== 'failed') return []
      const operation = test === undefined ? 'the service' : operationOf(test)
      return [`${subject.split('::')[1] ?? subject} ${placeOf(operation, emission)} ${operation}`]
    })
  },
  probes: async ({ folder, temporary, environment, design, emission }) => {
    const live = await probeBackend({
      design,
      environment,
      folder,
      temporary,
      database: null,
      listener,
      schemathesis: false,
    })
    if (!live.ran) return [`no-start app/main.py:1 the service`]
    return live.results.flatMap(({ probe, operation, outcome }) =>
      outcome === 'failed' ? [`${probe} ${placeOf(operation, emission)} ${operation ?? 'the service'}`] : [],
    )
  },
}

const checks = Object.entries(CHECKS).filter(
  ([name]) => valueOf('--checks') === '' || valueOf('--checks').split(',').includes(name),
)

/** What finds something in a copy of a back end with these edits; the first that does, unless all are asked. */
async function findings({ whole, work, edits, ...backend }) {
  const found = []
  const folder = join(work, 'mutant')
  const temporary = join(work, 'temporary')
  try {
    plant(whole, folder, edits)
    for (const [name, check] of checks) {
      mkdirSync(temporary, { recursive: true })
      const lines = await check({ folder, temporary, ...backend })
      rmSync(temporary, { recursive: true, force: true })
      if (lines.length > 0) found.push({ name, lines })
      if (found.length > 0 && !given('--all')) break
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return found
}

const missed = []
let planted = 0
let failed = false

/** Plants the faults of one project and says what found them. */
async function trial({ project, faults }) {
  const chosen = faults.filter(({ name }) => only.split('|').some((text) => name.includes(text)))
  if (chosen.length === 0) return
  const work = mkdtempSync(join(tmpdir(), 'specwright-mutants-'))
  try {
    const whole = join(work, 'whole')
    const { design, emission } = await writeBackend(join(root, 'test', 'mutants', project), whole)
    cheapen(whole)
    const environment = await prepareEnvironment({
      requirements: emission.requirements.filter((line) => !/^(?:ruff|pyright)\b/.test(line)),
      listener,
    })
    const backend = { whole, work, environment, design, emission }
    for (const { name, lines } of only === '' ? await findings({ ...backend, edits: [] }) : []) {
      failed = true
      console.log(`without a fault, ${name} finds in ${project}:\n  ${lines.join('\n  ')}`)
    }
    for (const { name, edits } of chosen) {
      const found = await findings({ ...backend, edits })
      planted += 1
      if (found.length === 0) missed.push(name)
      console.log(`${found.length === 0 ? '✗' : '✓'} ${name}`)
      for (const { name: by, lines } of found) {
        console.log(`    ${by}: ${lines[0]}${lines.length > 1 ? ` and ${lines.length - 1} more` : ''}`)
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

for (const each of PROJECTS.filter(({ project }) => project.includes(valueOf('--project')))) {
  await trial(each)
}
const caught = planted - missed.length
console.log(`\n${caught} of ${planted} faults caught (${((100 * caught) / planted).toFixed(0)} %)`)
if (missed.length > 0) console.log(`missed: ${missed.join('; ')}`)
process.exitCode = missed.length > 0 || failed ? 1 : 0
