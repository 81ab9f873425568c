import type { Expectation } from './expectation.js'
import type { Answer, HttpRequest } from './http.js'
import type { Attempt } from './probe.js'
import type { Control } from './control.js'
import type { World } from './world.js'

/** What a probe of the whole service has in hand. */
export interface ServiceScope {
  readonly world: World
  /** What only the one who started the service can do; null for a service that runs elsewhere. */
  readonly control: Control | null
  readonly expect: (label: string, request: HttpRequest, expectation: Expectation) => Promise<Answer>
  readonly record: (attempt: Attempt) => void
}
