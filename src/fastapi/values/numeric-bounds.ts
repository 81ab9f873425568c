import type { ValueRules } from '../../design/value.js'

/** Largest value of a 32-bit column, PostgreSQL's INTEGER. */
export const INTEGER_MAXIMUM = 2_147_483_647

/** Largest number that JSON carries exactly (RFC 8259, section 6). */
const EXACT_MAXIMUM = Number.MAX_SAFE_INTEGER

/** Whether an integer needs 64 bits: only when the specification allows such values. */
export function isBig(rules: ValueRules): boolean {
  const highest = Math.max(rules.maximum ?? 0, rules.exclusiveMaximum ?? 0)
  const lowest = Math.min(rules.minimum ?? 0, rules.exclusiveMinimum ?? 0)
  return highest > INTEGER_MAXIMUM || lowest < -INTEGER_MAXIMUM - 1
}

/** The bounds of an integer: those of the specification, and always those of its column. */
export function integerBounds(rules: ValueRules): { readonly least: number; readonly most: number } {
  const limit = isBig(rules) ? EXACT_MAXIMUM : INTEGER_MAXIMUM
  return { least: -limit - 1, most: limit }
}

/**
 * Largest value of a number with a fraction: fifteen digits, as many as a double keeps. Beyond it, amounts are not
 * what was sent, and their sums and products end in infinity, which no JSON can answer.
 */
const EXACT_FRACTION_MAXIMUM = 999_999_999_999_999

/** The bounds of a number with a fraction where the specification gives none. */
export const FRACTION_BOUNDS = { least: -EXACT_FRACTION_MAXIMUM, most: EXACT_FRACTION_MAXIMUM } as const
