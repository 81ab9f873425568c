import type { Ownership } from './step.js'

/** One way on which a row may be a user's: by a column of its own, or by that of a row it belongs to. */
export type OwnershipWay = Omit<Ownership, 'value' | 'or'>

/** The ways on which a row may be a user's, of which one is enough; the first is that of its owner. */
export function waysOf(ownership: Ownership): readonly OwnershipWay[] {
  return [ownership, ...(ownership.or ?? [])]
}

/** Whether rows show to several users. */
export function showsToSeveral(ownership: Ownership | null): boolean {
  return (ownership?.or ?? []).length > 0
}
