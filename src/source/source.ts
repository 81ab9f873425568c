/**
 * What a document is for. The kind decides its rank when two documents disagree
 * (see `design/precedence.ts`).
 */
export type SourceKind =
  | 'openapi'
  | 'endpoints'
  | 'schema'
  | 'data-model'
  | 'feature'
  | 'plan'
  | 'research'
  | 'quickstart'
  | 'tasks'
  | 'checklist'
  | 'constitution'
  | 'guide'
  | 'frontend'
  | 'other'

/** How a document is written. */
export type SourceFormat = 'markdown' | 'yaml' | 'json'

/** A feature folder such as `specs/002-auth`; a later feature amends an earlier one. */
export interface Feature {
  /** The folder, relative to the project. */
  readonly folder: string
  /** Rank among the features of the project, from 0; later features have greater ranks. */
  readonly order: number
}

/** One document of a specification. */
export interface Source {
  /** Path relative to the project, with `/`; also the source's name in spans. */
  readonly id: string
  readonly kind: SourceKind
  readonly format: SourceFormat
  readonly feature: Feature | null
  /** The text as read, without a byte-order mark. */
  readonly text: string
  /** Offset of the first code unit of each line. */
  readonly lineStarts: readonly number[]
}
