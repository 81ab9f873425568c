import type { Filter, Ownership } from './step.js'

/** A number that is worked out over rows, or one for each value of a column. */
export interface Measure {
  /** Where the response shows it: `total_orders`, `orders.by_status`. */
  readonly name: string
  readonly entity: string
  /**
   * `share`: how many of the rows pass `part`, of a whole of `scale`; 0 without rows. `least` and `greatest` are null
   * without rows. A streak is a run of days without a gap: the longest, or the one that lasts (until today, or until
   * yesterday while today is open).
   */
  readonly function:
    | 'count'
    | 'sum'
    | 'average'
    | 'share'
    | 'least'
    | 'greatest'
    | 'currentStreak'
    | 'longestStreak'
  /** The column that is summed, or whose days are looked at; null for a count. */
  readonly field: string | null
  readonly owner: Ownership | null
  readonly filters: readonly Filter[]
  /** Which of the rows a share counts. */
  readonly part?: readonly Filter[]
  /** What a share of all rows is: 100 for percents, else 1. */
  readonly scale?: 1 | 100
  /** To how many decimals it is rounded; left out where no document says so. */
  readonly decimals?: number
  /** One number for each value of a column; those of a closed set are there even without rows. */
  readonly group: { readonly field: string; readonly values: readonly string[] | null } | null
}
