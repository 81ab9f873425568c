/** Bounds on what is read, so that a hostile or mistaken project cannot exhaust the machine. */
export interface Limits {
  /** Bytes of one document. */
  readonly fileBytes: number
  /** Bytes of all documents together. */
  readonly totalBytes: number
  /** Number of documents. */
  readonly documents: number
  /** Folders below the project. */
  readonly depth: number
  /** Directory entries looked at. */
  readonly entries: number
  /** Code units of one line of Markdown; inline parsing costs more than linear time on longer ones. */
  readonly lineLength: number
  /** Block quotes and lists inside one another. */
  readonly nesting: number
  /** What the parser may have to look at again in one block: marks of emphasis, and nested list marks. */
  readonly blockMarks: number
}

/** The bounds used when a caller names none. */
export const DEFAULT_LIMITS: Limits = {
  fileBytes: 2 * 1024 * 1024,
  totalBytes: 32 * 1024 * 1024,
  documents: 2000,
  depth: 12,
  entries: 50_000,
  lineLength: 10_000,
  nesting: 24,
  blockMarks: 1500,
}
