import { attemptOf, scopeOf } from './scope.js'
import { pooled } from './pool.js'
import type { Control } from './control.js'
import {
  CannotPrepare,
  type Attempt,
  type OperationProbe,
  type ProbeResult,
  type ServiceProbe,
} from './probe.js'
import { traitsOf } from './steps.js'
import { toldOnce } from './told-once.js'
import type { World } from './world.js'

/** A run of probes. */
export interface ProbeRun {
  readonly world: World
  readonly operationProbes: readonly OperationProbe[]
  readonly serviceProbes: readonly ServiceProbe[]
  readonly control: Control | null
  readonly onResult?: (result: ProbeResult | null, done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Probes at work at once: enough that a core waits for none, few enough for SQLite. */
const AT_ONCE = 6

/**
 * Fires each probe at each operation that it applies to, and those of the whole service; what stops the
 * service for others comes last.
 * @returns a result for each, in the order of operations and probes
 */
export async function runProbes(run: ProbeRun): Promise<readonly ProbeResult[]> {
  const { world, operationProbes, serviceProbes } = run
  const shots = world.backend.operations.flatMap((operation) =>
    operationProbes
      .filter((probe) => probe.applies(traitsOf(operation)) && probe.concerns?.(world.design.auth) !== false)
      .map((probe) => async (): Promise<ProbeResult | null> => {
        const attempts: Attempt[] = []
        return await concluded(probe.id, operation.id, attempts, () =>
          probe.fire(scopeOf(world, operation, attempts)),
        )
      }),
  )
  const services = serviceProbes.map((probe) => async (): Promise<ProbeResult | null> => {
    const attempts: Attempt[] = []
    return await concluded(probe.id, null, attempts, () =>
      probe.fire({
        world,
        control: run.control,
        record: (attempt) => attempts.push(attempt),
        expect: async (label, request, expectation) => {
          const answer = await world.send(request)
          attempts.push(attemptOf(request, label, answer, expectation))
          return answer
        },
      }),
    )
  })
  const total = shots.length + services.length
  let done = 0
  const counted = (shot: () => Promise<ProbeResult | null>) => async (): Promise<ProbeResult | null> => {
    run.signal?.throwIfAborted()
    const result = await shot()
    done += 1
    run.onResult?.(result, done, total)
    return result
  }
  const isDisruptive = (index: number): boolean => serviceProbes[index]?.disruptive === true
  const quiet = services.filter((_, index) => !isDisruptive(index))
  const disruptive = services.filter((_, index) => isDisruptive(index))
  const [first, second] = await Promise.all([
    pooled(shots.map(counted), AT_ONCE),
    pooled(quiet.map(counted), 1),
  ])
  const last = await pooled(disruptive.map(counted), 1)
  return toldOnce([...first, ...second, ...last].filter((result) => result !== null))
}

async function concluded(
  probe: string,
  operation: string | null,
  attempts: readonly Attempt[],
  fire: () => Promise<void>,
): Promise<ProbeResult | null> {
  const failed = (): boolean => attempts.some(({ fault }) => fault !== null)
  try {
    await fire()
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error
    if (!failed()) return { probe, operation, outcome: 'skipped', reason: error.message, attempts }
  }
  // There was nothing to try here.
  if (attempts.length === 0) return null
  return { probe, operation, outcome: failed() ? 'failed' : 'passed', reason: null, attempts }
}
