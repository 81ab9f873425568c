import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import { z } from 'zod'
import type { Environment } from './environment.js'
import type { Evidence } from './evidence.js'
import { runProgram } from './process.js'
import { childEnvironment } from './variables.js'

/** What pyright is to check. */
export interface PyrightRequest {
  readonly environment: Environment
  /** The backend, or a copy of it. */
  readonly folder: string
  /** Python files whose types count, relative to the folder. */
  readonly paths: readonly string[]
  readonly temporary: string
  readonly seconds: number
  readonly signal?: AbortSignal | undefined
}

/** Subject of evidence on the run as a whole. */
const ALL = 'pyright'

/** A module that ends its process when this one is gone, and has closed its end of standard input. */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  "process.stdin.on('end', () => process.exit(3)).resume().unref()",
)}`

/** The part of `--outputjson` that is used; lines count from 0 there. */
const report = z.object({
  generalDiagnostics: z.array(
    z.object({
      file: z.string(),
      severity: z.string(),
      message: z.string(),
      rule: z.string().optional(),
      range: z.object({ start: z.object({ line: z.int() }) }).optional(),
    }),
  ),
})

/**
 * Checks the types of a backend with pyright, under the backend's own settings and with the
 * packages of its environment. Pyright comes with this package and downloads nothing.
 *
 * @returns one failed evidence for each error in `paths`, or a single passed one
 */
export async function runPyright(request: PyrightRequest): Promise<readonly Evidence[]> {
  const pyright = createRequire(import.meta.url).resolve('pyright')
  const outcome = await runProgram({
    command: process.execPath,
    arguments: [
      '--import',
      END_WITH_PARENT,
      pyright,
      '--outputjson',
      '--pythonpath',
      request.environment.python,
    ],
    folder: request.folder,
    environment: childEnvironment(request.temporary),
    seconds: request.seconds,
    signal: request.signal,
  })
  if (outcome.ended === 'time-limit') {
    return [
      evidence('failed', ALL, `pyright took longer than ${String(request.seconds)} seconds and was ended.`),
    ]
  }
  if (outcome.ended === 'cancelled') return [evidence('failed', ALL, 'pyright was cancelled.')]
  // Exit codes of pyright: 0 and 1 without and with errors, 2 a crash, 3 unreadable settings, 4 wrong options.
  const reading =
    outcome.status === 0 || outcome.status === 1 ? report.safeParse(parse(outcome.output)) : null
  if (reading?.success !== true) {
    const said = `${outcome.errors}\n${outcome.output}`.trim().slice(-2000)
    return [evidence('failed', ALL, `pyright ended with status ${String(outcome.status)}: ${said}`)]
  }
  const paths = new Set(request.paths)
  const findings: Evidence[] = []
  for (const { file, severity, message, rule, range } of reading.data.generalDiagnostics) {
    const path = relative(request.folder, file).split(sep).join('/')
    if (severity !== 'error' || !paths.has(path)) continue
    const line = (range?.start.line ?? 0) + 1
    findings.push(
      evidence('failed', `${path}:${String(line)}`, rule === undefined ? message : `${rule}: ${message}`),
    )
  }
  return findings.length > 0 ? findings : [evidence('passed', ALL, '')]
}

function evidence(outcome: Evidence['outcome'], subject: string, message: string): Evidence {
  return { check: 'pyright', subject, outcome, message, seconds: null }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
