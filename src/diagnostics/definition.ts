import type { Severity } from './diagnostic.js'
import type { Template } from './template.js'

/** What is known of a diagnostic before it happens. Its page is `docs/diagnostics/CODE.md`. */
export interface Definition<Name extends string = string> {
  readonly severity: Severity
  readonly message: Template<Name>
  /** What the reader can do about it; null when the message already says so. */
  readonly suggestion: Template<Name> | null
}

/** Definitions by code; one such list for each room or form, in `messages/`. */
export interface Definitions {
  readonly [code: string]: Definition
}
