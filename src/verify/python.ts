import { tmpdir } from 'node:os'
import { z } from 'zod'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { runProgram } from './process.js'

/** A Python interpreter that can run a backend. */
export interface Python {
  /** The interpreter itself, not a shim that leads to it. */
  readonly executable: string
  /** `3.12.1` */
  readonly version: string
}

/** Programs that may be a Python, best first; a tuple has arguments that choose a version. */
const CANDIDATES: readonly (readonly [string, ...string[]])[] = [
  ['python3.13'],
  ['python3.12'],
  ['python3.11'],
  ['python3.14'],
  ['python3'],
  ['python'],
  ['py', '-3'],
]

/** The oldest minor version of Python 3 that the generated code runs on. */
const OLDEST = 11

const PROBE = 'import json,sys;print(json.dumps([sys.executable,list(sys.version_info[:3])]))'

const probeSchema = z.tuple([z.string().min(1), z.tuple([z.int(), z.int(), z.int()])])

/**
 * Finds a Python of version 3.11 or later: the one that `SPECWRIGHT_PYTHON` names, or the first
 * on the `PATH` that runs.
 *
 * @throws ExpectedFailure `python-missing` with what was tried
 */
export async function findPython(
  environment: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<Python> {
  const chosen = environment['SPECWRIGHT_PYTHON']
  const candidates = chosen === undefined || chosen === '' ? CANDIDATES : [[chosen] as const]
  const tried: string[] = []
  for (const [command, ...options] of candidates) {
    const found = await probe(command, options, environment, signal)
    if (found === null) continue
    if (found.version[0] === 3 && found.version[1] >= OLDEST) {
      return { executable: found.executable, version: found.version.join('.') }
    }
    tried.push(`${command} is ${found.version.join('.')}`)
  }
  if (chosen !== undefined && chosen !== '') {
    throw new ExpectedFailure(
      'python-missing',
      `SPECWRIGHT_PYTHON names ${JSON.stringify(chosen)}, which ${
        tried.length === 0 ? 'cannot be run as a Python' : 'is older than Python 3.11'
      }.`,
      'Let it name a Python 3.11 or later, or unset it.',
    )
  }
  throw new ExpectedFailure(
    'python-missing',
    `No Python 3.11 or later was found${tried.length === 0 ? '' : ` (${tried.join(', ')})`}.`,
    'Install one, or set SPECWRIGHT_PYTHON to its path.',
  )
}

async function probe(
  command: string,
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<{ readonly executable: string; readonly version: readonly [number, number, number] } | null> {
  const outcome = await runProgram({
    command,
    arguments: [...options, '-I', '-c', PROBE],
    // A file in the project's folder must not be taken for a module or a program.
    folder: tmpdir(),
    environment,
    seconds: 20,
    signal,
  })
  if (outcome.status !== 0) return null
  try {
    const reading = probeSchema.safeParse(JSON.parse(outcome.output))
    return reading.success ? { executable: reading.data[0], version: reading.data[1] } : null
  } catch {
    return null
  }
}
