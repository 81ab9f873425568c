import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { onInterrupt } from '../workspace/interrupt.js'
import type { Program } from './process.js'

/** A program that answers each line of its input with a line. */
export interface Dialogue {
  /** @returns the line of answer; null when the program has ended */
  readonly ask: (line: string) => Promise<string | null>
  /** What it said beside its answers, for a long text its end. */
  readonly errors: () => string
  /** Ends its input, and the program with it. */
  readonly close: () => Promise<void>
}

/** Time for the program to end by itself, in milliseconds. */
const END = 5_000

/** How much of what it says is kept, in code units. */
const KEPT = 20_000

/** Starts a program that answers line by line; it ends with this process at the latest. */
export function dialogue(
  program: Pick<Program, 'command' | 'arguments' | 'folder' | 'environment'>,
): Dialogue {
  const child = spawn(program.command, program.arguments, {
    cwd: program.folder,
    env: program.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const waiting: ((answer: string | null) => void)[] = []
  let errors = ''
  let over = false
  const undo = onInterrupt(() => child.kill('SIGKILL'))
  const ended = new Promise<void>((resolve) => {
    const finish = (): void => {
      over = true
      undo()
      for (const each of waiting.splice(0)) each(null)
      resolve()
    }
    child.once('close', finish)
    child.once('error', (error) => {
      errors += error.message
      finish()
    })
  })
  child.stdin.on('error', () => undefined)
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-KEPT)))
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => waiting.shift()?.(line))
  return {
    ask: (line) =>
      new Promise((resolve) => {
        if (over) {
          resolve(null)
          return
        }
        waiting.push(resolve)
        child.stdin.write(`${line}\n`)
      }),
    errors: () => errors,
    close: async () => {
      child.stdin.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), END)
      await ended
      clearTimeout(timer)
    },
  }
}
