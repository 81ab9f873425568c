import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Document, Project } from '../source/document.js'
import type { Claim } from './claim.js'
import type { Statement } from './statement.js'

/** What a reader took from a document. */
export interface Reading {
  readonly claims: readonly Claim[]
  readonly statements: readonly Statement[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Knows one form of writing. Added by one file and one line in `readers.ts`. */
export interface Reader {
  /** Stands in each claim it makes: `endpoint-heading`. */
  readonly name: string
  /** The form, as an example. */
  readonly form: string
  /**
   * Reads one document.
   *
   * @param document any document of the project; a reader that does not know its kind returns `NOTHING_READ`
   * @param project all documents, for names that another document defines
   */
  readonly read: (document: Document, project: Project) => Reading
}

/** What a reader returns when its form does not occur. */
export const NOTHING_READ: Reading = { claims: [], statements: [], diagnostics: [] }
