import type { ValueRules } from '../../design/value.js'
import { rejected, type Location, type Reading } from './reading.js'

/** The limits of a number. */
export type Bounds = Pick<ValueRules, 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum'>

/** Largest value of a number with a fraction where the documents give none: as many digits as a double keeps. */
const EXACT_FRACTION_MAXIMUM = 999_999_999_999_999

/** The limits of a number with a fraction: those of the specification, and always those of a double. */
export function fractionBounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Bounds): Bounds {
  return {
    minimum: minimum ?? (exclusiveMinimum === null ? -EXACT_FRACTION_MAXIMUM : null),
    maximum: maximum ?? (exclusiveMaximum === null ? EXACT_FRACTION_MAXIMUM : null),
    exclusiveMinimum,
    exclusiveMaximum,
  }
}

/** What is wrong with a number, or null. */
export function outOfBounds(value: number, bounds: Bounds, location: Location): Reading | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = bounds
  const say = (type: string, words: string, limit: number): Reading =>
    rejected(location, type, `Input should be ${words} ${limit}`)
  if (maximum !== null && value > maximum) return say('less_than_equal', 'less than or equal to', maximum)
  if (exclusiveMaximum !== null && value >= exclusiveMaximum) {
    return say('less_than', 'less than', exclusiveMaximum)
  }
  if (minimum !== null && value < minimum) {
    return say('greater_than_equal', 'greater than or equal to', minimum)
  }
  if (exclusiveMinimum !== null && value <= exclusiveMinimum) {
    return say('greater_than', 'greater than', exclusiveMinimum)
  }
  return null
}
