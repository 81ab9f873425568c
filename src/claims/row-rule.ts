import type { RowCondition } from './row-condition.js'

/** How one value stands to another. */
export type Relation = 'greater' | 'atLeast' | 'less' | 'atMost'

/** What the values of one row must be together. */
export type RowRule =
  /** `end_date must be after start_date`; a value that is not there breaks nothing. */
  | { readonly kind: 'order'; readonly column: string; readonly relation: Relation; readonly than: string }
  /** `recurrence is required when is_recurring is true`. */
  | { readonly kind: 'required'; readonly column: string; readonly when: RowCondition }
