// Runs one case after another; `fuzz.mjs` ends it when one hangs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { judge } from './judge.mjs'
import { mutate } from './mutate.mjs'
import { randomOf } from './random.mjs'
import { holes, specification } from './template.mjs'

/** @type {{ seed: number, projects: readonly Record<string, string>[], from: number }} */
const { seed, projects, from } = workerData
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const { analyse, generate } = await import(join(root, 'dist', 'compile.js'))
const others = projects.flatMap((project) => Object.values(project))

/** The documents of a case. */
function documentsOf(number) {
  const random = randomOf(seed * 1_000_003 + number)
  if (random.oneIn(2)) {
    const files = specification(holes(random), random)
    return random.oneIn(3) ? mutate(files, random, others) : files
  }
  const entries = Object.entries(random.pick(projects))
  const start = random.below(entries.length)
  const few = [...entries, ...entries].slice(start, start + Math.min(entries.length, 1 + random.below(3)))
  return mutate(Object.fromEntries(few), random, others)
}

async function run(files) {
  const folder = mkdtempSync(join(tmpdir(), 'specwright-fuzz-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const request = { folder, answers: new Map(), what: [], built: [], database: null }
    const before = process.cpuUsage()
    const { design, emission, timings } = await generate(await analyse(request))
    const { user, system } = process.cpuUsage(before)
    const problems = await judge(design, emission)
    return { problems, milliseconds: (user + system) / 1000, timings, size: sizeOf(design) }
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { problems: [`throws ${reason.slice(0, 1200)}`], milliseconds: 0, timings: new Map(), size: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tells the thread that started this one; unlike a window's, its port has no origin. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
const tell = (message) => parentPort?.postMessage(message)

const sizeOf = ({ operations, entities }) => operations.length + entities.length

for (let number = from; ; number += 1) {
  const files = documentsOf(number)
  const characters = Object.values(files).reduce((sum, text) => sum + text.length, 0)
  tell({ kind: 'begin', number, files, characters })
  const result = await run(files)
  tell({ kind: 'end', number, characters, ...result })
  // Lets the message out, and the order to stop in.
  await new Promise((resolve) => setImmediate(resolve))
}
