import type { Expression } from './expression.js'
import type { Filter } from './step.js'

/** A number that is worked out over rows, or one for each value of a column. */
export interface Measure {
  /** Where the response shows it: `total_orders`, `orders.by_status`. */
  readonly name: string
  readonly entity: string
  readonly function: 'count' | 'sum' | 'average'
  /** The column that is summed; null for a count. */
  readonly field: string | null
  readonly owner: { readonly field: string; readonly value: Expression } | null
  readonly filters: readonly Filter[]
  /** One number for each value of a column; those of a closed set are there even without rows. */
  readonly group: { readonly field: string; readonly values: readonly string[] | null } | null
}
