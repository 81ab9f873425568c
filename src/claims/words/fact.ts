import type { ValueFacts } from '../shape.js'

/** One fact about a value that a few words state, and where in the text they stand. */
export type ValueFact = {
  readonly [P in keyof ValueFacts]: {
    readonly property: P
    readonly value: ValueFacts[P]
    /** Offsets in the text that was read; `end` is exclusive. */
    readonly start: number
    readonly end: number
  }
}[keyof ValueFacts]

/** The facts as one object; of two about the same property the first counts. */
export function factsOf(list: readonly ValueFact[]): Partial<ValueFacts> {
  return Object.fromEntries(list.toReversed().map((each) => [each.property, each.value]))
}
