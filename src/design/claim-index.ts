import type { Claim, ClaimOf, Facts, SubjectKind } from '../claims/claim.js'
import type { ValueFacts } from '../claims/shape.js'
import type { Span } from '../source/span.js'
import type { Candidate } from './settle.js'

/** Claims by the kind of their subjects, made once for each list that is asked again and again. */
const byKind = new WeakMap<readonly Claim[], ReadonlyMap<SubjectKind, readonly Claim[]>>()

/** Lists this short are filtered: an index of them would cost more than it saves. */
const SHORT = 64

/** The claims about one kind of subject. */
export function claimsAbout<K extends SubjectKind>(claims: readonly Claim[], kind: K): readonly ClaimOf<K>[] {
  const isAbout = (claim: Claim): claim is Claim & ClaimOf<K> => claim.subject.kind === kind
  if (claims.length <= SHORT) return claims.filter(isAbout)
  let kinds = byKind.get(claims)
  if (kinds === undefined) {
    kinds = groupBy(claims, ({ subject }) => subject.kind)
    byKind.set(claims, kinds)
  }
  return (kinds.get(kind) ?? []).filter(isAbout)
}

/** A claim of one property, with the type that the property has. */
interface PropertyClaim<T> {
  readonly value: T
  readonly span: Span
  readonly reader: string
}

/** What the claims say about one property. */
export function candidatesOf<K extends SubjectKind, P extends keyof Facts[K]>(
  claims: readonly ClaimOf<K>[],
  property: P,
): readonly Candidate<Facts[K][P]>[] {
  const isAbout = (claim: ClaimOf<K>): claim is ClaimOf<K> & PropertyClaim<Facts[K][P]> =>
    claim.property === property
  return claims.filter(isAbout).map(({ value, span, reader }) => ({ value, span, reader }))
}

/** One fact about a value: a column, a property, a parameter or a body field. */
export type ValueFact = {
  readonly [P in keyof ValueFacts]: Candidate<ValueFacts[P]> & { readonly property: P }
}[keyof ValueFacts]

/** What is said of one property of a value. */
export function factsOf<P extends keyof ValueFacts>(
  facts: readonly ValueFact[],
  property: P,
): readonly Candidate<ValueFacts[P]>[] {
  const isAbout = (
    fact: ValueFact,
  ): fact is ValueFact & Candidate<ValueFacts[P]> & { readonly property: P } => fact.property === property
  return facts.filter(isAbout)
}

/** The same facts as weaker ones: what another subject says of a value that corresponds to it. */
export function weaken(facts: readonly ValueFact[], weight: number): readonly ValueFact[] {
  return facts.map((fact) => ({ ...fact, weight: (fact.weight ?? 0) + weight }))
}

/** Groups items by a key, in the order of their first appearance. */
export function groupBy<T, K extends string>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const at = key(item)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, [item])
    else group.push(item)
  }
  return groups
}
