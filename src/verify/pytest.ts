import { randomUUID } from 'node:crypto'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { packageFile } from '../package-file.js'
import type { Environment } from './environment.js'
import type { VerificationListener } from './event.js'
import type { Evidence } from './evidence.js'
import { type PytestMessage, readPytestMessage } from './pytest-message.js'
import { type Outcome, runProgram } from './process.js'
import { childEnvironment } from './variables.js'

/** The tests to run. */
export interface PytestRequest {
  readonly environment: Environment
  /** The backend, or a copy of it. */
  readonly folder: string
  /** A folder for what the tests leave behind. */
  readonly temporary: string
  /** Tests that must be there, as in `GeneratedTest.id`. */
  readonly expected: readonly string[]
  /** Variables for the backend beside those that every child gets. */
  readonly variables: Readonly<Record<string, string>>
  readonly seconds: number
  readonly listener: VerificationListener
  readonly signal?: AbortSignal | undefined
}

/** Subject of evidence on the run as a whole. */
const RUN = 'pytest'

const PLUGIN = 'specwright_pytest'

/** Longest message of one test, in code units. */
const LONGEST = 8000

/** Weight of an outcome among those of one test's parameters and phases: the worst counts. */
const WEIGHT = { passed: 0, skipped: 1, failed: 2 } as const

interface Tally {
  outcome: Evidence['outcome']
  /** Some parameters were set up and not torn down yet. */
  running: boolean
  readonly messages: string[]
  seconds: number
}

/** The test of a pytest node id, without its parameters. */
export function testOf(id: string): string {
  const name = id.indexOf('::')
  const parameters = id.indexOf('[', name === -1 ? 0 : name)
  return parameters === -1 ? id : id.slice(0, parameters)
}

/**
 * Runs the tests of a backend.
 *
 * @returns evidence for each test, its parameters taken together: it passed when all passed. A
 * test that was expected and did not run failed; so did a file that could not be collected, and
 * the run itself when it broke off.
 */
export async function runPytest(request: PytestRequest): Promise<readonly Evidence[]> {
  const token = `${randomUUID()} `
  const plugin = packageFile(`src/verify/${PLUGIN}.py`)
  const modules = join(request.temporary, 'plugin')
  await mkdir(modules, { recursive: true })
  await copyFile(plugin, join(modules, `${PLUGIN}.py`))
  const record = new PytestRecord(request.listener)
  const outcome = await runProgram({
    command: request.environment.python,
    // -P keeps the current folder off the module path, as `pytest` alone does.
    arguments: [
      '-P',
      '-m',
      'pytest',
      '-p',
      PLUGIN,
      '-p',
      'no:cacheprovider',
      '-q',
      '--color=no',
      '--continue-on-collection-errors',
      // Test ids are relative to it, with and without settings in the folder.
      `--rootdir=${request.folder}`,
    ],
    folder: request.folder,
    environment: {
      ...childEnvironment(request.temporary),
      ...request.variables,
      PYTHONPATH: modules,
      SPECWRIGHT_TOKEN: token,
    },
    seconds: request.seconds,
    signal: request.signal,
    onLine: (line) => {
      const message = readPytestMessage(line, token)
      if (message !== null) record.take(message)
    },
  })
  return record.evidence(request, outcome)
}

/** What is known of a run, as messages come. */
class PytestRecord {
  private readonly tests = new Map<string, Tally>()
  private readonly uncollected = new Map<string, string>()
  private readonly broken: string[] = []
  private total = 0
  private done = 0
  private status: number | null = null
  /** The worst outcome so far of the test that is running. */
  private current: Evidence['outcome'] = 'passed'

  constructor(private readonly listener: VerificationListener) {}

  take(message: PytestMessage): void {
    switch (message.kind) {
      case 'collected':
        this.total = message.ids.length
        break
      case 'uncollected':
        this.uncollected.set(message.id, message.message)
        break
      case 'phase':
        this.takePhase(message)
        break
      case 'broken':
        this.broken.push(message.message)
        break
      case 'finished':
        this.status = message.status
    }
  }

  private takePhase(phase: Extract<PytestMessage, { readonly kind: 'phase' }>): void {
    const id = testOf(phase.id)
    const tally = this.tests.get(id) ?? { outcome: 'passed', running: false, messages: [], seconds: 0 }
    this.tests.set(id, tally)
    tally.seconds += phase.seconds
    tally.running = phase.when !== 'teardown'
    if (phase.outcome !== 'passed') {
      const parameters = phase.id.slice(id.length)
      tally.messages.push(
        [parameters, phase.when === 'call' ? '' : `(${phase.when})`, phase.message]
          .filter((part) => part !== '')
          .join(' '),
      )
    }
    tally.outcome = worse(tally.outcome, phase.outcome)
    this.current = phase.when === 'setup' ? phase.outcome : worse(this.current, phase.outcome)
    if (phase.when !== 'teardown') return
    this.done += 1
    this.listener({
      kind: 'test-finished',
      id: phase.id,
      outcome: this.current,
      done: this.done,
      total: this.total,
    })
  }

  evidence(request: PytestRequest, outcome: Outcome): readonly Evidence[] {
    const evidence: Evidence[] = []
    for (const [subject, tally] of this.tests) {
      if (tally.running) {
        tally.outcome = 'failed'
        tally.messages.push('the test was not run to its end')
      }
      evidence.push({
        check: 'pytest',
        subject,
        outcome: tally.outcome,
        message: tally.messages.join('\n\n').slice(0, LONGEST),
        seconds: tally.seconds,
      })
    }
    const failed = (subject: string, message: string): void => {
      evidence.push({ check: 'pytest', subject, outcome: 'failed', message, seconds: null })
    }
    for (const [subject, message] of this.uncollected) failed(subject, message)
    // Why the run broke off stands before the tests that it took with it: reports show the first failures.
    const problem = this.problem(request, outcome)
    if (problem !== null) failed(RUN, problem)
    for (const id of request.expected) {
      if (this.tests.has(id)) continue
      const file = id.split('::', 1)[0] ?? id
      failed(id, this.uncollected.has(file) ? `${file} could not be collected` : 'the test was not run')
    }
    return evidence
  }

  /** What is wrong with the run as a whole; null when it came to its end. */
  private problem(request: PytestRequest, outcome: Outcome): string | null {
    const output = (): string => tail(`${outcome.output}\n${outcome.errors}`)
    if (outcome.ended === 'time-limit')
      return `The tests took longer than ${String(request.seconds)} seconds and were ended.`
    if (outcome.ended === 'cancelled') return 'The tests were cancelled.'
    if (outcome.ended === 'not-started') return `pytest could not be started: ${outcome.errors}`
    if (this.broken.length > 0) return `pytest broke off: ${this.broken.join('\n')}`
    if (this.status === null)
      return `pytest ended with status ${String(outcome.status)} before it was finished:\n${output()}`
    if (this.status !== outcome.status && outcome.status !== 0 && this.status === 0) {
      return `pytest ended with status ${String(outcome.status)} after its tests:\n${output()}`
    }
    // Exit codes of pytest: 0 and 1 are outcomes of tests, 2 follows a failed collection, 5 is no test at all.
    if (this.status === 5) return 'No test was found.'
    if (this.status > 1 && this.uncollected.size === 0)
      return `pytest ended with status ${String(this.status)}:\n${output()}`
    return null
  }
}

function worse(left: Evidence['outcome'], right: Evidence['outcome']): Evidence['outcome'] {
  return WEIGHT[right] > WEIGHT[left] ? right : left
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-20).join('\n').slice(-4000)
}
