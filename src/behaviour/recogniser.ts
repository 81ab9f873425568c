import type { Behaviour } from '../design/operation.js'
import type { Step } from '../design/step.js'
import type { Candidate } from './candidate.js'

/** What an operation does, or why the tool cannot build it. */
export type Implementation =
  | {
      readonly kind: 'steps'
      /** All steps but the last, `respond`. */
      readonly steps: readonly Step[]
      /** The row or rows that the response shows; null when it shows none. */
      readonly subject: string | null
    }
  | { readonly kind: 'not-implemented'; readonly why: string }

/** What the success response of a behaviour shows. */
export type Answer = 'row' | 'rows' | 'texts' | 'nothing'

/** One behaviour: how it is recognised, and its steps. */
export interface Recogniser {
  readonly behaviour: Behaviour
  readonly answers: Answer
  /** Whether the operation shows this behaviour; recognisers are asked in the order of their list. */
  readonly recognises: (candidate: Candidate) => boolean
  /** Its steps; asked only after `recognises` said yes. */
  readonly implement: (candidate: Candidate) => Implementation
}

/** The reason as an implementation. */
export function notImplemented(why: string): Implementation {
  return { kind: 'not-implemented', why }
}

/** The steps as an implementation; `subject` names the row or rows to show. */
export function implemented(steps: readonly Step[], subject: string | null): Implementation {
  return { kind: 'steps', steps, subject }
}
