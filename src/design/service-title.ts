import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { DraftOperation } from './draft.js'
import type { Origin } from './origin.js'
import { originsOf, settle } from './settle.js'

/**
 * The title of the service: that of the contract that describes most of its operations; else what
 * precedence settles. A project often has a contract a feature, each with its own title.
 *
 * @returns null when no document gives a title
 */
export function decideTitle(
  assembly: Assembly,
  operations: readonly DraftOperation[],
): { readonly value: string; readonly origins: readonly Origin[] } | null {
  const candidates = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'title')
  const described = (source: string): number =>
    operations.filter(({ origins }) =>
      (origins['exists'] ?? []).some((origin) => origin.kind === 'claim' && origin.span.source === source),
    ).length
  const [most] = candidates
    .filter(({ span }) => assembly.sources.kind(span.source) === 'openapi')
    .map((candidate) => ({ candidate, operations: described(candidate.span.source) }))
    .toSorted((left, right) => right.operations - left.operations)
  if (most !== undefined && most.operations > 0) {
    const { value, span, reader } = most.candidate
    return { value, origins: [{ kind: 'claim', span, reader }] }
  }
  const settled = settle(assembly.sources, 'wire', candidates)
  return settled === null ? null : { value: settled[0].value, origins: originsOf(settled[0]) }
}
