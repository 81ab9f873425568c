import { refusalStatus } from './specification/refusal-status.js'
import type { Attempt, ProbeResult } from './probe.js'

/**
 * Results in which one fault of an operation stands once. A service that answers 422 to every invalid request where 400
 * is specified has one fault, which `refusal-status` tells, and not one for each field and rule. And where a valid
 * request fails, requests that fail with the same answer show nothing of their own; nor do any that a service refuses
 * with 405 whose contract says that it has no such operation.
 */
export function toldOnce(results: readonly ProbeResult[]): readonly ProbeResult[] {
  const failures = new Map<string, Attempt>()
  const judged = new Set<string>()
  const refusals = new Set<string>()
  const unserved = new Set<string>()
  for (const { probe, operation, attempts } of results) {
    const faulty = attempts.find(({ fault }) => fault !== null)
    if (operation !== null && probe === refusalStatus.id) judged.add(operation)
    if (operation === null || faulty === undefined) continue
    if (probe === UNSERVED) unserved.add(operation)
    if (probe === 'success' && /^[45]/.test(faulty.got)) failures.set(operation, faulty)
    if (probe === refusalStatus.id && faulty.otherRefusal === true) refusals.add(operation)
  }
  return results.map((result) => {
    const { probe, operation, outcome } = result
    if (operation === null || outcome !== 'failed') return result
    if (unserved.has(operation) && probe !== UNSERVED) return withoutRefusedMethod(result)
    if (probe === 'success' || probe === refusalStatus.id) return result
    const isKnown = refusals.has(operation) || (refusals.size > 0 && !judged.has(operation))
    const known = isKnown ? withoutOtherRefusals(result) : result
    const failure = failures.get(operation)
    return failure === undefined ? known : withoutFailure(known, failure)
  })
}

/** The probe that finds an operation missing from the contract of a service. */
const UNSERVED = 'contract-operation'

/** Skipped where every fault of the probe is that the service knows no such method. */
function withoutRefusedMethod(result: ProbeResult): ProbeResult {
  const faulty = result.attempts.filter(({ fault }) => fault !== null)
  return faulty.every(({ got }) => got.startsWith('405'))
    ? { ...result, outcome: 'skipped', reason: 'the service does not serve the operation' }
    : result
}

function withoutOtherRefusals(result: ProbeResult): ProbeResult {
  const attempts = result.attempts.map((attempt) =>
    attempt.otherRefusal === true ? { ...attempt, fault: null } : attempt,
  )
  return {
    ...result,
    attempts,
    outcome: attempts.some(({ fault }) => fault !== null) ? 'failed' : 'passed',
  }
}

/** What a probe expects where it needs the valid request to succeed: its status, or no refusal. */
const NEEDS_SUCCESS = /^(?:2\d\d|not \d|no failure)/

/** Skipped where every fault of the probe is the answer that a valid request gets as well, and it expected none such. */
function withoutFailure(result: ProbeResult, failure: Attempt): ProbeResult {
  if (result.outcome !== 'failed') return result
  const faulty = result.attempts.filter(({ fault }) => fault !== null)
  if (faulty.some(({ got, expected }) => got !== failure.got || !NEEDS_SUCCESS.test(expected))) return result
  return { ...result, outcome: 'skipped', reason: `a valid request fails already: ${failure.got}` }
}
