import type { Span } from '../source/span.js'

/** How much a diagnostic matters: an error hides part of a document from the tool. */
export type Severity = 'error' | 'warning' | 'information'

/** A problem in a specification or a project, as a value. Never thrown. */
export interface Diagnostic {
  /** Stable code such as `yaml-syntax`; each has a page under `docs/diagnostics/`. */
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly span: Span | null
  /** What the reader can do about it. */
  readonly suggestion: string | null
}
