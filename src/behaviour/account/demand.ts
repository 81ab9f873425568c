import type { Aspect } from '../../design/trace.js'
import type { StatementContext } from './context.js'

/**
 * One kind of thing that a sentence can demand: takes a statement and what it
 * may speak of, gives what tests must prove, or nothing when the sentence does
 * not demand this or the design does not have it.
 */
export type Demand = (context: StatementContext) => readonly Aspect[]
