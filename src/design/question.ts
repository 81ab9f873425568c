import type { Span } from '../source/span.js'

/** One way to answer a question. */
export interface QuestionOption {
  /** Short and stable: `404`, `sub`, `keep-both`. */
  readonly id: string
  /** What it means, as a consequence: `a client that guesses ids can tell which exist`. */
  readonly label: string
}

/** Something only a person can decide. */
export interface Question {
  /** Stable across runs as long as the lines stand: `foreign-row`, `post-api-tasks-success`. */
  readonly id: string
  readonly kind: 'conflict' | 'missing' | 'ambiguous' | 'unsupported'
  /** Rank: security first. */
  readonly concern: 'security' | 'data-loss' | 'client-visible' | 'internal'
  /** Must be answered before anything is written; others take the recommendation with a note. */
  readonly blocking: boolean
  /** What it is about, in words of the design: operation ids, `Task.title`, or a topic. */
  readonly subjects: readonly string[]
  readonly about: string
  /** The lines in question, `path:line`. */
  readonly sources: readonly string[]
  readonly spans: readonly Span[]
  readonly options: readonly QuestionOption[]
  /** Id of the option the tool would take. */
  readonly recommended: string
  /** Id of the option a person took, from `.specwright/answers.yaml`. */
  readonly answer: string | null
}
