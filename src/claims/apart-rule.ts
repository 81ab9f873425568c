/** Among which rows periods keep apart: those of one user, of another row, or all. */
export type ApartScope = { readonly kind: 'user' | 'all' } | { readonly kind: 'other'; readonly noun: string }

/** What a sentence says of periods that may not overlap: `bookings of one room must not overlap; cancelled ones do not count`. */
export interface ApartRule {
  /** Whether it forbids that they overlap; a sentence may only say which rows count. */
  readonly forbids: boolean
  /** Null where the sentence does not say it. */
  readonly scope: ApartScope | null
  /** States of rows that do not count, in the author's words. */
  readonly ignored: readonly string[]
  /** The only states of rows that count; empty for any. */
  readonly counted: readonly string[]
  readonly answer: { readonly status: number; readonly message: string | null } | null
}
