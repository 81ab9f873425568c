import { spawn, type ChildProcess } from 'node:child_process'
import { onInterrupt } from '../workspace/interrupt.js'

/** A backend to start. */
export interface Serving {
  readonly python: string
  /** The backend. */
  readonly folder: string
  /** The application, such as `app.main:app`. */
  readonly application: string
  readonly variables: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** How a process ended: of itself with a code, or by a signal. */
interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A backend that serves, or what it said instead. */
export type Served =
  | {
      readonly serves: true
      readonly base: URL
      readonly log: () => string
      readonly stop: () => Promise<void>
      /** Its process, which also leads its group. */
      readonly pid: number
      readonly signal: (signal: NodeJS.Signals) => void
      readonly ended: Promise<Exit>
    }
  | { readonly serves: false; readonly log: string }

/** Longest time until a backend serves, in milliseconds. */
const START = 60_000

/** Time for a backend to end by itself, in milliseconds. */
const END = 5_000

/** How much of its log is kept, in code units. */
const KEPT = 200_000

/**
 * Starts a backend with uvicorn on the loopback interface, on a port that the system chooses, and
 * waits until it serves. It ends with this process at the latest.
 */
export function serve({ python, folder, application, variables, signal }: Serving): Promise<Served> {
  return new Promise((resolve) => {
    const child = spawn(
      python,
      ['-m', 'uvicorn', application, '--host', '127.0.0.1', '--port', '0', '--no-access-log'],
      {
        cwd: folder,
        env: variables,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      },
    )
    let log = ''
    let settled = false
    const done = onInterrupt(() => end(child, 'SIGKILL'))
    const exited = new Promise<Exit>((ended) => {
      child.once('close', (code, reason) => {
        done()
        ended({ code, signal: reason })
      })
    })
    const stop = async (): Promise<void> => {
      end(child, 'SIGTERM')
      const timer = setTimeout(() => end(child, 'SIGKILL'), END)
      await exited
      clearTimeout(timer)
    }
    const timer = setTimeout(() => settle({ serves: false, log: `${log}\nit did not serve in time` }), START)
    const settle = (outcome: Served): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      if (outcome.serves) resolve(outcome)
      else void stop().then(() => resolve(outcome))
    }
    const abort = (): void => settle({ serves: false, log: 'cancelled' })
    signal?.addEventListener('abort', abort, { once: true })
    const read = (text: string): void => {
      log = (log + text).slice(-KEPT)
      const address = /Uvicorn running on (http:\/\/127\.0\.0\.1:\d{1,5})/.exec(log)?.[1]
      if (address === undefined || child.pid === undefined) return
      settle({
        serves: true,
        base: new URL(address),
        log: () => log,
        stop,
        pid: child.pid,
        signal: (name) => end(child, name),
        ended: exited,
      })
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    child.once('error', (error) => {
      done()
      if (child.pid === undefined) {
        settled = true
        clearTimeout(timer)
        resolve({ serves: false, log: error.message })
      }
    })
    child.once('close', () => settle({ serves: false, log }))
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // It is gone already.
  }
}
