import type { RowCondition } from './row-condition.js'
import type { Relation } from './row-rule.js'

/** What a sentence says of a row in a condition; `not` turns it round. */
export type SaidTest = { readonly not: boolean } &
  /** `confirmed`: a value of an enumeration, a flag, or a moment that is there; which one, only the design can tell. */
  (
    | { readonly kind: 'state'; readonly words: string }
    /** `returned_at is null`. */
    | { readonly kind: 'column'; readonly test: RowCondition }
    /** `quantity is greater than 0`. */
    | {
        readonly kind: 'number'
        readonly column: string
        readonly relation: Relation
        readonly value: number
      }
    /** `has active loans`: rows of another entity that refer to it, in a state or in any. */
    | { readonly kind: 'rows'; readonly entity: string; readonly state: string | null }
    /** `older than 24 hours`. */
    | { readonly kind: 'age'; readonly seconds: number }
  )

/** When an operation on a row is refused: `a confirmed stay cannot be deleted`. */
export interface RowGuard {
  /** It is refused when one of the tests holds, or unless one of them does. */
  readonly refused: 'when' | 'unless'
  readonly tests: readonly SaidTest[]
  /** The entity whose row is looked at, where it is the one above that of the operation. */
  readonly parent?: string
  readonly answer: { readonly status: number; readonly message: string | null } | null
}
