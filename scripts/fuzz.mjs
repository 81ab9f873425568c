// Sends cut, shuffled and hostile specifications the whole way from documents to files, and
// checks that nothing throws or hangs and that no text of a specification becomes code.
// The documents of a failure are kept in a folder whose path is printed.
// usage: npm run build && npm run fuzz [-- --seconds N --seed N --from CASE --cases N]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name)
  return at === -1 ? otherwise : Number(process.argv[at + 1])
}

/** Milliseconds of processor time that a case may take: a share for starting, and one per character. */
const allowance = (characters) => 8000 + characters * 0.5
/** Milliseconds after which a case hangs. */
const HANGS = 120_000

/** Texts of documents under a folder, by path. */
function documentsIn(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === '' ? entry.name : `${under}/${entry.name}`
    if (entry.isDirectory()) return documentsIn(folder, path)
    return /\.(?:md|ya?ml|json)$/.test(entry.name) ? [[path, readFileSync(join(folder, path), 'utf8')]] : []
  })
}

/** The projects that cases start from. */
function projectsOf() {
  const whole = (folder) =>
    existsSync(folder)
      ? readdirSync(folder).map((name) => Object.fromEntries(documentsIn(join(folder, name))))
      : []
  const fixtures = documentsIn(join(root, 'test', 'fixtures', 'claims')).map(([path, text]) => ({
    [path.endsWith('.md') ? `specs/001-fixture/${path.replaceAll('/', '-')}` : `contracts/openapi.yaml`]:
      text,
  }))
  const corpus = process.env['SPECWRIGHT_CORPUS'] ?? join(root, '..', 'shared', 'corpus')
  const projects = [...whole(join(root, 'examples')), ...fixtures, ...whole(join(corpus, 'specs'))]
  return projects.filter((project) => Object.keys(project).length > 0)
}

/** Keeps the documents of a failure; returns where. */
function keep(files) {
  const folder = mkdtempSync(join(tmpdir(), 'specwright-fuzz-failure-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const seed = option('--seed', 1)
const until = Date.now() + option('--seconds', 60) * 1000
const last = option('--from', 0) + option('--cases', Number.POSITIVE_INFINITY)
const projects = projectsOf()
const worst = { milliseconds: 0, number: 0, characters: 0 }
let cases = 0
let reached = 0
let failures = 0
let current = { number: option('--from', 0), files: {}, characters: 0 }

/** Failures that differ in more than numbers. */
const kinds = new Set()

function fail(problems) {
  failures += 1
  const kind = problems.map((problem) => problem.slice(0, 160).replaceAll(/\d+/g, '0')).join('; ')
  if (kinds.has(kind)) return
  kinds.add(kind)
  console.error(`case ${current.number} of seed ${seed}: ${keep(current.files)}`)
  for (const problem of problems) console.error(`  ${problem}`)
}

/** Runs cases from a number on; resolves at the end, or with the number to go on from after a hang. */
function runFrom(from) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('fuzz/worker.mjs', import.meta.url), {
      workerData: { seed, projects, from },
    })
    let timer
    let stopped = false
    const stop = (next) => {
      stopped = true
      clearTimeout(timer)
      worker.terminate().then(() => resolve(next))
    }
    worker.on('error', (error) => {
      fail([`ends the process: ${error.message}`])
      stop(current.number + 1)
    })
    worker.on('message', (message) => {
      if (stopped) return
      clearTimeout(timer)
      if (message.kind === 'begin') {
        current = message
        timer = setTimeout(() => {
          fail(['hangs'])
          stop(message.number + 1)
        }, HANGS)
        return
      }
      cases += 1
      if (message.size > 0) reached += 1
      if (message.milliseconds > worst.milliseconds) Object.assign(worst, message)
      const slow =
        message.milliseconds > allowance(message.characters)
          ? [`takes ${Math.round(message.milliseconds)} ms for ${message.characters} characters`]
          : []
      if (message.problems.length + slow.length > 0) fail([...message.problems, ...slow])
      if (Date.now() > until || message.number + 1 >= last) stop(null)
    })
  })
}

for (let next = current.number; next !== null && Date.now() < until;) next = await runFrom(next)
console.log(
  `seed ${seed}: ${cases} cases, ${reached} with operations or entities, ${failures} failures; the worst took ` +
    `${Math.round(worst.milliseconds)} ms of processor time (case ${worst.number}, ${worst.characters} characters)`,
)
process.exitCode = failures > 0 ? 1 : 0
