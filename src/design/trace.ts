import type { Statement } from '../claims/statement.js'

/**
 * One testable aspect of the design, as `SUBJECT#WHAT`:
 * `POST /api/{user_id}/tasks#success`, `…#error.404`, `…#body.title.maxLength`,
 * `…#query.search`, `…#sort`, `…#isolation`, `Task#default.completed`, `service#error-body`.
 */
export type Aspect = string

/** What became of a statement before tests ran. */
export type StatementOutcome =
  /** All its claims are in the design; `aspects` must be proved by tests that pass. */
  | { readonly status: 'implemented'; readonly aspects: readonly Aspect[] }
  | { readonly status: 'asked'; readonly questions: readonly string[] }
  | { readonly status: 'out-of-scope'; readonly why: string }
  | { readonly status: 'not-understood' }

/** A statement and its single status. */
export type AccountedStatement = Statement & { readonly outcome: StatementOutcome }
