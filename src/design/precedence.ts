import type { SourceKind } from '../source/source.js'
import type { Span } from '../source/span.js'
import type { SourceIndex } from './source-index.js'

/** What a value is seen by: clients, rows, or the service as a whole. */
export type Aspect = 'wire' | 'stored'

/**
 * Tiers of the kinds of sources, best first: contracts for what a client sees,
 * schema and data-model documents for what is stored; then the feature
 * specification, then what was planned, then what is true of the whole
 * project. Later passes put answers above all of them.
 */
const TIERS: Readonly<Record<Aspect, Readonly<Record<SourceKind, number>>>> = {
  wire: { openapi: 0, endpoints: 1, schema: 2, 'data-model': 2, ...tiersOfOthers() },
  stored: { schema: 0, 'data-model': 0, openapi: 2, endpoints: 2, ...tiersOfOthers() },
}

/** Kinds that are as good for one aspect as for the other. */
function tiersOfOthers() {
  return {
    feature: 3,
    plan: 4,
    research: 4,
    quickstart: 4,
    tasks: 4,
    checklist: 5,
    other: 4,
    frontend: 5,
    constitution: 6,
    guide: 6,
  } as const
}

/** Tier of a source for an aspect; 0 is the best, unknown sources come last. */
export function tierOf(sources: SourceIndex, source: string, aspect: Aspect): number {
  const kind = sources.kind(source)
  return kind === null ? 9 : TIERS[aspect][kind]
}

/**
 * Orders two spans by the authority of their sources, the stronger first: tier,
 * then the later feature, then the later line of the same document. Spans of
 * different documents of one tier and feature are ordered by path, so that the
 * same inputs give the same design.
 */
export function compareAuthority(sources: SourceIndex, aspect: Aspect) {
  return (left: Span, right: Span): number => {
    const a = sources.sources.get(left.source)
    const b = sources.sources.get(right.source)
    return (
      tierOf(sources, left.source, aspect) - tierOf(sources, right.source, aspect) ||
      (b?.feature?.order ?? -1) - (a?.feature?.order ?? -1) ||
      (left.source === right.source ? right.start - left.start : left.source < right.source ? -1 : 1)
    )
  }
}
