import type { Origin } from '../../design/origin.js'
import type { Span } from '../../source/span.js'

/** Names a place in a specification for a reader: `specs/api.md:41`. */
export type Citation = (span: Span) => string

/** The citation of a caller that has no positions: the document alone. */
export const documentOnly: Citation = (span) => span.source

/** What a docstring says of where a rule comes from; null when no place can be named. */
export function citationOf(origins: readonly Origin[], cite: Citation): string | null {
  for (const origin of origins) {
    if (origin.kind === 'claim') return cite(origin.span)
    if (origin.kind === 'answer') return `answer to ${origin.question}`
    if (origin.kind === 'standard') return `standard ${origin.clause}`
    const [first] = origin.from
    if (first !== undefined) return cite(first)
  }
  return null
}
