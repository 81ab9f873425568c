import type { AccountedStatement, Aspect } from '../design/trace.js'
import type { GeneratedTest } from '../fastapi/emission.js'
import type { Evidence } from './evidence.js'

/** What the tests showed of one aspect. */
interface AspectProof {
  readonly aspect: Aspect
  readonly status: 'proved' | 'unproved' | 'failed'
  /** Ids of the tests that exercise it. */
  readonly tests: readonly string[]
}

/** What the tests showed of a statement that the design implements. */
export interface StatementProof {
  /** Id of the statement. */
  readonly statement: string
  /**
   * `proved` when every test of every aspect passed, `failed` when one failed, `unproved` when a
   * test did not run or an aspect has none.
   */
  readonly status: 'proved' | 'unproved' | 'failed'
  /** Ids of the tests, each once. */
  readonly tests: readonly string[]
  readonly aspects: readonly AspectProof[]
  /** Why it is not proved, for a reader; empty when it is. */
  readonly reason: string
}

/**
 * Settles which implemented statements hold, by the tests that ran. A statement that is asked, out
 * of scope or not understood has no proof and is not in the result; neither is any claim that no
 * test could have refuted: a statement without aspects is unproved.
 *
 * @param statements all statements of the design
 * @param tests the tests that were written
 * @param evidence what pytest showed; empty when it did not run
 * @returns proofs by statement id, in the order of the statements
 */
export function proveStatements(
  statements: readonly AccountedStatement[],
  tests: readonly GeneratedTest[],
  evidence: readonly Evidence[],
): ReadonlyMap<string, StatementProof> {
  const outcomes = new Map<string, Evidence['outcome']>()
  for (const one of evidence) {
    if (one.check !== 'pytest') continue
    // Two pieces of evidence on one test: a failure counts.
    if (outcomes.get(one.subject) !== 'failed') outcomes.set(one.subject, one.outcome)
  }
  const testsOf = new Map<Aspect, string[]>()
  for (const test of tests) {
    for (const aspect of test.proves) {
      const ids = testsOf.get(aspect) ?? []
      if (!ids.includes(test.id)) ids.push(test.id)
      testsOf.set(aspect, ids)
    }
  }
  const proofs = new Map<string, StatementProof>()
  for (const { id, outcome } of statements) {
    if (outcome.status !== 'implemented') continue
    const aspects = outcome.aspects.map((aspect) => proveAspect(aspect, testsOf.get(aspect) ?? [], outcomes))
    proofs.set(id, {
      statement: id,
      status: statusOf(aspects),
      tests: [...new Set(aspects.flatMap((aspect) => aspect.tests))],
      aspects,
      reason: reasonOf(aspects, outcomes),
    })
  }
  return proofs
}

function proveAspect(
  aspect: Aspect,
  tests: readonly string[],
  outcomes: ReadonlyMap<string, Evidence['outcome']>,
): AspectProof {
  if (tests.some((test) => outcomes.get(test) === 'failed')) return { aspect, status: 'failed', tests }
  const proved = tests.length > 0 && tests.every((test) => outcomes.get(test) === 'passed')
  return { aspect, status: proved ? 'proved' : 'unproved', tests }
}

function statusOf(aspects: readonly AspectProof[]): StatementProof['status'] {
  if (aspects.some((aspect) => aspect.status === 'failed')) return 'failed'
  return aspects.length > 0 && aspects.every((aspect) => aspect.status === 'proved') ? 'proved' : 'unproved'
}

function reasonOf(
  aspects: readonly AspectProof[],
  outcomes: ReadonlyMap<string, Evidence['outcome']>,
): string {
  const failed = aspects.flatMap((aspect) => aspect.tests.filter((test) => outcomes.get(test) === 'failed'))
  if (failed.length > 0) return `failed: ${[...new Set(failed)].join(', ')}`
  const unexercised = aspects.filter((aspect) => aspect.tests.length === 0).map((aspect) => aspect.aspect)
  if (aspects.length === 0) return 'no test exercises it'
  if (unexercised.length > 0) return `no test exercises it: ${unexercised.join(', ')}`
  const waiting = aspects.flatMap((aspect) => aspect.tests.filter((test) => outcomes.get(test) !== 'passed'))
  return waiting.length === 0 ? '' : `did not run: ${[...new Set(waiting)].join(', ')}`
}
