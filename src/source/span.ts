/** A range in one source, in UTF-16 code units from its start; `end` is exclusive. */
export interface Span {
  /** The id of the source: its path relative to the project, with `/`. */
  readonly source: string
  readonly start: number
  readonly end: number
}

/** A place in a source, both numbers counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}
