import type { AuditFinding } from './audit/audit.js'
import type { ProbeResult } from './probes/probe.js'

/** What one check or test showed when it ran. */
export interface Evidence {
  readonly check: 'pytest' | 'ruff' | 'pyright' | 'probes' | 'schemathesis' | 'audit'
  /** Test id as in `GeneratedTest.id`, or `path:line` of a finding, or operation and probe. */
  readonly subject: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** What went wrong, for a person; empty when passed. */
  readonly message: string
  readonly seconds: number | null
}

/** The outcome of verification. */
export interface Verification {
  readonly evidence: readonly Evidence[]
  readonly passed: boolean
  /** Interpreter of the environment in which the tests ran; null when there is none. */
  readonly python: string | null
  /** Why it could not run at all: no Python, no network for pip. Null when it ran. */
  readonly unavailable: string | null
  /** What probes of the running service showed; null when none were fired. */
  readonly probes: readonly ProbeResult[] | null
  /** What the audit of the code found; null when it was not read. */
  readonly audit: readonly AuditFinding[] | null
}
