import type { Origin } from '../../design/origin.js'
import type { Span } from '../../source/span.js'

/** Whether a claim at exactly this place is among the origins. */
export function isSaidAt(origins: readonly Origin[], { source, start, end }: Span): boolean {
  return origins.some(
    (origin) =>
      origin.kind === 'claim' &&
      origin.span.source === source &&
      origin.span.start === start &&
      origin.span.end === end,
  )
}
