import { join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { Emission } from '../fastapi/emission.js'
import type { Design } from '../design/design.js'
import { audit, type AuditFinding } from './audit/audit.js'
import { auditEvidence } from './audit/evidence.js'
import { pythonFiles } from './audit/files.js'
import { copyBackend } from './copy.js'
import { prepareEnvironment } from './environment.js'
import type { VerificationListener } from './event.js'
import type { Evidence, Verification } from './evidence.js'
import { withDatabase } from './live-database.js'
import { probeBackend } from './live.js'
import { probeEvidence } from './probes/evidence.js'
import type { ProbeResult } from './probes/probe.js'
import { requirementName } from './requirement.js'
import { runPyright } from './pyright.js'
import { runPytest } from './pytest.js'
import { runRuff } from './ruff.js'
import { withTemporaryFolder } from './temporary.js'

/** What a caller can choose. */
export interface VerifyOptions {
  readonly signal?: AbortSignal
  /** Variables for the tests of the backend, such as a secret made for this run. */
  readonly variables?: Readonly<Record<string, string>>
  /** Longest time for the tests. */
  readonly testSeconds?: number
  /** The user's environment variables; those of this process unless given. */
  readonly environment?: NodeJS.ProcessEnv
  /** What the backend should serve: the audit knows then which rows belong to whom. */
  readonly design?: Design
  /** Starts the backend and fires the probes at it. */
  readonly probes?: ProbeOptions
}

/** The design that a running backend must keep, and what it runs on. */
interface ProbeOptions {
  readonly design: Design
  readonly database: 'sqlite' | 'postgres'
  /** The project's folder. */
  readonly project: string
  /** Schemathesis is to run as well. */
  readonly schemathesis: boolean
}

const OWN_CHECKS: ReadonlySet<string> = new Set(['ruff', 'pyright'])

const TEST_SECONDS = 600
const PYRIGHT_SECONDS = 300

/**
 * Shows whether a backend does what it was written for: runs its tests in an environment of
 * their own, checks its code with ruff and its types with pyright, and audits its code. Works on a
 * copy: the backend's folder is only read.
 *
 * @param backendFolder the backend as it stands
 * @param emission what was written there: its tests must all run, and its files pass the checks
 * @param listener is told what is going on
 * @returns the evidence; `unavailable` says why, when nothing could run
 */
export async function verify(
  backendFolder: string,
  emission: Emission,
  listener: VerificationListener,
  options: VerifyOptions = {},
): Promise<Verification> {
  try {
    return await withTemporaryFolder((temporary) =>
      check(backendFolder, emission, listener, options, temporary),
    )
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    const advice = error.suggestion === null ? '' : `\n${error.suggestion}`
    return {
      evidence: [],
      passed: false,
      python: null,
      probes: null,
      audit: null,
      unavailable: `${error.message}${advice}`,
    }
  }
}

async function check(
  backendFolder: string,
  emission: Emission,
  listener: VerificationListener,
  options: VerifyOptions,
  temporary: string,
): Promise<Verification> {
  const { signal } = options
  const folder = join(temporary, 'backend')
  await copyBackend(backendFolder, folder)
  const environment = await prepareEnvironment({
    // These two come with Specwright; a backend names them for its own people.
    requirements: emission.requirements.filter((line) => !OWN_CHECKS.has(requirementName(line) ?? '')),
    listener,
    signal,
    ...(options.environment === undefined ? {} : { variables: options.environment }),
  })
  const paths = emission.files.map((file) => file.path).filter((path) => path.endsWith('.py'))
  const { probes } = options
  let results: readonly ProbeResult[] | null = null
  let audited: readonly AuditFinding[] = []
  const evidence = await Promise.all([
    timed('pytest', listener, () =>
      runPytest({
        environment,
        folder,
        temporary,
        expected: emission.tests.map((test) => test.id),
        variables: options.variables ?? {},
        seconds: options.testSeconds ?? TEST_SECONDS,
        listener,
        signal,
      }),
    ),
    timed('ruff', listener, () => runRuff(folder, paths, environment.python, temporary)),
    timed('pyright', listener, () =>
      runPyright({ environment, folder, paths, temporary, seconds: PYRIGHT_SECONDS, signal }),
    ),
    timed('audit', listener, async () => {
      audited = await audit(await pythonFiles(folder), options.design ?? null)
      return auditEvidence(audited)
    }),
    ...(probes === undefined
      ? []
      : [
          timed('probes', listener, async () => {
            const live = await withDatabase(
              {
                kind: probes.database,
                python: environment.python,
                temporary,
                project: probes.project,
                environment: options.environment ?? process.env,
              },
              (database) =>
                probeBackend({
                  design: probes.design,
                  environment,
                  folder,
                  temporary,
                  database,
                  schemathesis: probes.schemathesis,
                  listener,
                  signal,
                }),
            )
            if (!live.ran) return [failedProbes(live.reason)]
            results = live.results
            return [...live.results.map(probeEvidence), ...live.others]
          }),
        ]),
  ])
  const all = evidence.flat()
  return {
    evidence: all,
    passed: all.every((one) => one.outcome !== 'failed'),
    python: environment.python,
    unavailable: null,
    probes: results,
    audit: audited,
  }
}

function failedProbes(message: string): Evidence {
  return { check: 'probes', subject: 'service', outcome: 'failed', message, seconds: null }
}

async function timed(
  name: Evidence['check'],
  listener: VerificationListener,
  work: () => Promise<readonly Evidence[]>,
): Promise<readonly Evidence[]> {
  const began = performance.now()
  listener({ kind: 'check-started', check: name })
  const evidence = await work()
  listener({ kind: 'check-finished', check: name, seconds: (performance.now() - began) / 1000 })
  return evidence
}
