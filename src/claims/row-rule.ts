import type { RowCondition } from './row-condition.js'

/** How one value stands to another. */
export type Relation = 'greater' | 'atLeast' | 'less' | 'atMost'

/** What the values of one row must be together, or a value beside the present moment. */
export type RowRule = FittingRule | ClockRule

/**
 * `due_date must not be in the past`: how a value stands to the present moment when a request gives it. A day is measured
 * against the present day in UTC, a moment against now, or against the beginning of the present day where the words say so.
 */
export interface ClockRule {
  readonly kind: 'clock'
  readonly column: string
  readonly relation: Relation
  readonly moment: 'now' | 'today'
  /** When the value is looked at. */
  readonly at: 'any' | 'creation' | 'change'
  /** The answer to a breach, where it is told; else that of an invalid field. */
  readonly answer: { readonly status: number; readonly message: string | null } | null
}

/** What the values of one row must be together. */
export type FittingRule =
  /** `end_date must be after start_date`; a value that is not there breaks nothing. */
  | { readonly kind: 'order'; readonly column: string; readonly relation: Relation; readonly than: string }
  /** `recurrence is required when is_recurring is true`. */
  | { readonly kind: 'required'; readonly column: string; readonly when: RowCondition }
