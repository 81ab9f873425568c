import type { JsonValue } from '../../claims/json.js'

/** Columns of a row by their attributes, as JSON has them. */
export type Attributes = Readonly<Record<string, JsonValue>>

/** Rows in the database of a service that this run started, beside its API. */
export interface RowStore {
  /**
   * Stores a row; `hashed` are passwords whose hashes it holds.
   * @returns all its columns
   * @throws CannotPrepare when the table refuses it
   */
  readonly store: (model: string, row: Attributes, hashed: Attributes) => Promise<Attributes>
  /** Rows that have these values. */
  readonly find: (model: string, like: Attributes) => Promise<readonly Attributes[]>
  /** Changes rows that have these values, and tells how many. */
  readonly change: (model: string, like: Attributes, values: Attributes) => Promise<number>
}
