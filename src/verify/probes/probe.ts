import type { Auth } from '../../design/service.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import type { ProbeScope } from './scope.js'
import type { ServiceScope } from './service-scope.js'

/** One thing that was tried, and what came of it. */
export interface Attempt {
  readonly sent: string
  readonly expected: string
  readonly got: string
  /** What is wrong with the answer; null when it is as expected. */
  readonly fault: string | null
  /** The request was refused as it should be, but as 422 where 400 is specified, or the other way round. */
  readonly otherRefusal?: true
}

/** What a probe is called, and what it is about. */
interface Described {
  /** Stable: results, SARIF rules and the page of probes name it. */
  readonly id: string
  /** Number in the catalogue of the design; null for a demand of the specification itself. */
  readonly entry: number | null
  readonly title: string
  /** Weakness that it looks for (Common Weakness Enumeration); null when there is none. */
  readonly cwe: number | null
  /** Clause of the house standard that demands it, unless a specification says otherwise. */
  readonly clause: string | null
}

/** Fired at each operation it applies to, black box. */
export interface OperationProbe extends Described {
  readonly applies: (scope: OperationTraits) => boolean
  /** Whether it is about the way in which callers are known; left out where that is no matter. */
  readonly concerns?: (auth: Auth) => boolean
  /**
   * Makes the attempts through the scope, which records them.
   * @throws CannotPrepare when the API gives no way to try
   */
  readonly fire: (scope: ProbeScope) => Promise<void>
}

/** Fired once, at the service as a whole. */
export interface ServiceProbe extends Described {
  readonly fire: (scope: ServiceScope) => Promise<void>
  /** It takes away what other probes need. */
  readonly disruptive?: boolean
}

/** What a probe may ask of an operation before it is fired. */
export interface OperationTraits {
  readonly operation: ImplementedOperation
  /** A token is needed. */
  readonly isProtected: boolean
  /** The path parameter that must be the caller; null when none must. */
  readonly ownerParameter: string | null
}

/** What one probe showed of one operation, or of the service. */
export interface ProbeResult {
  readonly probe: string
  /** Null for the service as a whole. */
  readonly operation: string | null
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped; null otherwise. */
  readonly reason: string | null
  readonly attempts: readonly Attempt[]
}

/** The API gives no way to try: an expected failure, which the runner turns into a skip. */
export class CannotPrepare extends Error {
  override readonly name = 'CannotPrepare'
}
