import type { Failure } from './step.js'

/** What a file of rows (CSV, RFC 4180) must satisfy before any of its rows is looked at, and the answers when it does not. */
export interface RowFileRules {
  readonly maxBytes: number
  readonly maxRows: number
  readonly tooLarge: Failure
  readonly tooMany: Failure
  /** No such file, or none with a line of titles. */
  readonly unreadable: Failure
  /** The line of titles lacks a column, names one twice, or names one that is not known. */
  readonly wrongColumns: Failure
  /** Columns that are not known are refused or passed over. */
  readonly unknownColumns: 'refuse' | 'ignore'
}
