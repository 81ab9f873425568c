import type { Span } from '../source/span.js'

/** Why a value of the design is what it is. */
export type Origin =
  /** A source says so. */
  | { readonly kind: 'claim'; readonly span: Span; readonly reader: string }
  /** A person decided. */
  | { readonly kind: 'answer'; readonly question: string; readonly option: string }
  /** A clause of the house standard, such as `AUTH-2`. */
  | { readonly kind: 'standard'; readonly clause: string }
  /** It follows from other values: `why` is a sentence for a reader. */
  | { readonly kind: 'derived'; readonly why: string; readonly from: readonly Span[] }

/**
 * Origins of the values of one node, by property (`maxLength`, `error.404`).
 * The key `exists` says where the node itself comes from.
 */
export type Origins = { readonly [property: string]: readonly Origin[] }

/** A reason as the only origin: nothing says it, it follows from what is said. */
export function derived(why: string): readonly Origin[] {
  return [{ kind: 'derived', why, from: [] }]
}
