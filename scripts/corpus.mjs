// Reads every repository of the labelled corpus beside the project and scores
// what was read. Fails when a repository cannot be read or scores below what
// `corpus-scores.json` remembers; `--remember` writes better scores there.
// usage: npm run build && npm run corpus [-- NAME… --misses --remember --questions]
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const corpus = [process.env['SPECWRIGHT_CORPUS'], join(root, '..', 'shared', 'corpus')].find(
  (folder) => folder !== undefined && existsSync(folder),
)
if (corpus === undefined) {
  console.log('no corpus beside the project: nothing to measure')
  process.exit(0)
}

const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith('--')))
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const scoresFile = join(root, 'corpus-scores.json')
const remembered = existsSync(scoresFile) ? JSON.parse(readFileSync(scoresFile, 'utf8')) : {}

const { analyse } = await import(join(root, 'dist', 'compile.js'))
const { designToJson } = await import(join(root, 'dist', 'design', 'json.js'))

/** The design of one repository, and how long it took to make. */
async function designOf(folder) {
  const start = performance.now()
  const { design, reading } = await analyse({
    folder,
    answers: new Map(),
    what: [],
    built: [],
    database: null,
  })
  return { design, reading, milliseconds: Math.round(performance.now() - start) }
}

/** The lines of `score.mjs` for a design. */
function score(expected, design) {
  const folder = mkdtempSync(join(tmpdir(), 'specwright-corpus-'))
  try {
    const file = join(folder, 'design.json')
    writeFileSync(file, JSON.stringify(designToJson(design)))
    return execFileSync(process.execPath, [join(corpus, 'score.mjs'), expected, file, '--misses'], {
      encoding: 'utf8',
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

let failed = false
const scores = { ...remembered }
const rows = []
for (const name of readdirSync(join(corpus, 'specs')).toSorted()) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
  const row = { name: name.slice(0, 40), F1: '', recall: '', precision: '', asked: '', blocking: '', ms: '' }
  rows.push(row)
  try {
    const { design, milliseconds } = await designOf(join(corpus, 'specs', name))
    row.ms = String(milliseconds)
    row.blocking = `${design.questions.filter(({ blocking }) => blocking).length} of ${design.questions.length}`
    if (flags.has('--questions')) {
      console.log(`\n${name}`)
      for (const { id, kind, blocking, about, sources } of design.questions) {
        console.log(`${blocking ? '!' : ' '} ${kind} ${id}: ${about} [${sources.join(', ')}]`)
      }
    }
    const expected = join(corpus, 'expected', `${name}.json`)
    if (!existsSync(expected)) {
      row.F1 = `${design.entities.length} entities, ${design.operations.length} operations`
      continue
    }
    const output = score(expected, design)
    const all = /^all\s+recall\s+([\d.]+)%\s+precision\s+([\d.]+)%\s+F1 ([\d.]+)/m.exec(output)
    row.recall = all?.[1] ?? ''
    row.precision = all?.[2] ?? ''
    row.F1 = all?.[3] ?? '0'
    row.asked = /^questions\s.*\((\d+\/\d+)/m.exec(output)?.[1] ?? '-'
    if (flags.has('--misses')) console.log(`\n${name}\n${output}`)
    const f1 = Number(row.F1)
    if (f1 < (remembered[name] ?? 0)) {
      failed = true
      console.error(`${name}: F1 ${f1} is below ${remembered[name]}`)
    }
    scores[name] = Math.max(f1, remembered[name] ?? 0)
  } catch (error) {
    failed = true
    row.F1 = 'failed'
    console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

const columns = ['name', 'F1', 'recall', 'precision', 'asked', 'blocking', 'ms']
const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)))
const line = (cells) => cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')
console.log(line(columns))
for (const row of rows) console.log(line(columns.map((column) => row[column])))
if (flags.has('--remember')) writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`)
process.exitCode = failed ? 1 : 0
