import type { Relation } from './row-rule.js'
import type { Method } from './claim.js'

/** What a request does that brings something else about. */
export type SaidCause =
  /** `every status change`: a column of a row gets another value; the entity where the sentence names it. */
  | { readonly kind: 'change'; readonly column: string; readonly entity: string | null }
  /** `when a visit is logged`, `approving a request`: the verb as written. */
  | { readonly kind: 'act'; readonly verb: string; readonly entity: string }
  /** What stands under an operation is said of it. */
  | { readonly kind: 'operation'; readonly method: Method; readonly path: string }

/** `with safe set to false`, `and its level is below reorder_level`: of the row that the request is about. */
export interface SaidComparison {
  readonly column: string
  readonly relation: Relation | 'equal'
  /** The value, or the name of another column of the row. */
  readonly value:
    | { readonly kind: 'literal'; readonly text: string }
    | { readonly kind: 'column'; readonly name: string }
}

/** What else comes about, in the words of the sentence; the design alone can tell columns and values. */
export type SaidConsequence =
  /** A row of the entity is made; what it holds, as said. */
  | { readonly kind: 'record'; readonly values: string }
  /** A column of the row to which the other refers takes a value; without a column, the value is a state. */
  | { readonly kind: 'follow'; readonly column: string | null; readonly value: string }

/** What a request brings about in rows of another entity than those that it is about. */
export interface SaidEffect {
  readonly cause: SaidCause
  /** All of these must hold. */
  readonly when: readonly SaidComparison[]
  readonly consequence: SaidConsequence
}
