import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { onInterrupt } from '../workspace/interrupt.js'

/** A program to run. There is never a shell between: arguments arrive as they are. */
export interface Program {
  readonly command: string
  readonly arguments: readonly string[]
  readonly folder: string
  /** The whole environment of the child. */
  readonly environment: NodeJS.ProcessEnv
  readonly seconds: number
  /** Whose process it is; this one's user unless given. */
  readonly user?: { readonly uid: number; readonly gid: number }
  readonly signal?: AbortSignal | undefined
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void
}

/** How a program ended. */
export interface Outcome {
  /** Exit status; null when it was ended or could not be started. */
  readonly status: number | null
  /** Standard output, for a long one its end. */
  readonly output: string
  /** Standard error, for a long one its end. */
  readonly errors: string
  readonly ended: 'itself' | 'time-limit' | 'cancelled' | 'not-started'
}

/** How much of an output is kept, in code units: enough for pyright's report on a large backend. */
const KEPT = 16_000_000

/**
 * Runs a program to its end. It never outlives this process or its time limit, and neither does
 * what it started: it gets a process group of its own, which is ended as a whole. Its standard
 * input stays open and empty, so that it can notice when this process is gone.
 */
export function runProgram(program: Program): Promise<Outcome> {
  return new Promise((resolve) => {
    if (program.signal?.aborted === true) {
      resolve({ status: null, output: '', errors: '', ended: 'cancelled' })
      return
    }
    const child = spawn(program.command, program.arguments, {
      cwd: program.folder,
      env: program.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...program.user,
    })
    const output = collect()
    const errors = collect()
    let ended: Outcome['ended'] = 'itself'
    const end = (reason: 'time-limit' | 'cancelled'): void => {
      ended = reason
      killGroup(child)
    }
    const timer = setTimeout(() => end('time-limit'), program.seconds * 1000)
    const cancel = (): void => end('cancelled')
    program.signal?.addEventListener('abort', cancel, { once: true })
    const unregister = onInterrupt(() => killGroup(child))
    const finish = (status: number | null): void => {
      clearTimeout(timer)
      program.signal?.removeEventListener('abort', cancel)
      unregister()
      resolve({
        status: ended === 'itself' ? status : null,
        output: output.text(),
        errors: errors.text(),
        ended,
      })
    }
    child.stdin.on('error', () => undefined)
    child.stderr.setEncoding('utf8').on('data', errors.add)
    if (program.onLine === undefined) child.stdout.setEncoding('utf8').on('data', output.add)
    else {
      const { onLine } = program
      createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
        output.add(`${line}\n`)
        onLine(line)
      })
    }
    child.on('error', (error) => {
      if (child.pid !== undefined) return
      ended = 'not-started'
      errors.add(error.message)
      finish(null)
    })
    child.on('exit', () => {
      // What it left running in the background goes with it, and would hold the pipes open.
      killGroup(child)
    })
    child.on('close', (status) => finish(status))
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

function collect(): { readonly add: (text: string) => void; readonly text: () => string } {
  let kept = ''
  return {
    add: (text) => {
      kept += text
      if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT)
    },
    text: () => kept,
  }
}
