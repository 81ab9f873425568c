import type { Span } from '../source/span.js'

/** The form in which a statement was written. */
export type StatementForm =
  | 'requirement' // FR-003, SC-001, VR-002: a labelled sentence
  | 'criterion' // an acceptance criterion of a user story
  | 'scenario' // Given / When / Then, a numbered test scenario
  | 'edge-case' // a question with its answer, or a named case
  | 'rule' // a list item or sentence that demands something
  | 'row' // a table row that states a rule
  | 'clarification' // [NEEDS CLARIFICATION: …]

/** One sentence, list item or row that demands something. None is ever dropped. */
export interface Statement {
  /** `source:line`, unique in a project; a second statement on a line gets `#2`. */
  readonly id: string
  readonly form: StatementForm
  /** `FR-003` and the like, when the author gave one. */
  readonly label: string | null
  /** The text without Markdown marks, on one line. */
  readonly text: string
  readonly span: Span
  /** Titles of the sections around it, outermost first. */
  readonly headings: readonly string[]
}
