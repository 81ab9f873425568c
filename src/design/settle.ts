import { illustrates } from '../claims/illustrations.js'
import type { Span } from '../source/span.js'
import type { Origin } from './origin.js'
import type { Aspect } from './precedence.js'
import { compareAuthority, tierOf } from './precedence.js'
import type { SourceIndex } from './source-index.js'

/** A value that a source gives. */
export interface Candidate<T> {
  readonly value: T
  readonly span: Span
  readonly reader: string
  /** Added to the tier of the source: facts taken over from another subject are weaker. */
  readonly weight?: number
}

/** One of the values that sources give for one property, with all who give it. */
export interface Alternative<T> {
  readonly value: T
  readonly tier: number
  readonly candidates: readonly Candidate<T>[]
}

/** Distinct values of a property, the strongest first; never empty. */
export type Alternatives<T> = readonly [Alternative<T>, ...Alternative<T>[]]

/** A text that is the same for equal values. */
function valueKey(value: unknown): string {
  // A default written as text, such as `"[]"`, is the one written as JSON.
  if (typeof value === 'string') return value.trim().toLowerCase()
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map(valueKey).toSorted().join('|')
  return JSON.stringify(value) ?? ''
}

/** Readers that start at the same word say in no order of their own what it means. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** The reader of sentences; all others read a form, such as a table or a class. */
const PROSE = 'prose'

/**
 * Leaves out what drawings and samples show where anything else speaks, and what sentences seem to say where a form
 * in the same document says it plainly.
 */
function withoutEchoes<T>(all: readonly Candidate<T>[]): readonly Candidate<T>[] {
  const said = all.filter((candidate) => !illustrates(candidate))
  const candidates = said.length > 0 ? said : all
  const plain = new Set(candidates.filter(({ reader }) => reader !== PROSE).map(({ span }) => span.source))
  return candidates.filter(({ reader, span }) => reader !== PROSE || !plain.has(span.source))
}

/**
 * Within one document the value that it gives most often comes first, else the
 * later one: a migration that adds a column as nullable does not undo the table.
 */
function majorityFirst<T>(groups: readonly Candidate<T>[][]): readonly Candidate<T>[][] {
  const best = groups[0]?.[0]
  if (best === undefined) return groups
  const votes = (group: readonly Candidate<T>[]): number =>
    group.filter(({ span, weight }) => span.source === best.span.source && weight === best.weight).length
  const most = Math.max(...groups.map(votes))
  const winner = groups.find((group) => votes(group) === most)
  return winner === undefined || votes(groups[0] ?? []) === most
    ? groups
    : [winner, ...groups.filter((group) => group !== winner)]
}

/** Groups candidates by value, the strongest value first; null when there are none. */
export function settle<T>(
  sources: SourceIndex,
  aspect: Aspect,
  candidates: readonly Candidate<T>[],
): Alternatives<T> | null {
  const tier = (candidate: Candidate<T>): number =>
    tierOf(sources, candidate.span.source, aspect) + (candidate.weight ?? 0)
  const order = compareAuthority(sources, aspect)
  const sorted = withoutEchoes(candidates).toSorted(
    (left, right) =>
      tier(left) - tier(right) ||
      order(left.span, right.span) ||
      compareText(left.reader, right.reader) ||
      compareText(valueKey(left.value), valueKey(right.value)),
  )
  const groups = new Map<string, Candidate<T>[]>()
  for (const candidate of sorted) {
    const key = valueKey(candidate.value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [candidate])
    else group.push(candidate)
  }
  const [first, ...rest] = majorityFirst([...groups.values()]).flatMap((group): Alternative<T>[] => {
    const [best] = group
    return best === undefined ? [] : [{ value: best.value, tier: tier(best), candidates: group }]
  })
  return first === undefined ? null : [first, ...rest]
}

/** The origins of an alternative: every source that gives its value. */
export function originsOf<T>(alternative: Alternative<T>): readonly Origin[] {
  return alternative.candidates.map(({ span, reader }) => ({ kind: 'claim', span, reader }))
}
