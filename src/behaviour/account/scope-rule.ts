import type { StatementContext } from './context.js'

/** A reason for which a statement does not bind this backend; null when it does not apply. */
export type ScopeRule = (context: StatementContext) => string | null
