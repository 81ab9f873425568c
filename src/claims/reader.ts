import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Claim } from './claim.js'
import type { Statement } from './statement.js'

/** What a reader took from a document. */
export interface Reading {
  readonly claims: readonly Claim[]
  readonly statements: readonly Statement[]
  readonly diagnostics: readonly Diagnostic[]
}
