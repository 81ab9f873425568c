import type { JsonValue } from '../claims/json.js'
import type { ValueRules } from '../design/value.js'
import { shownMoment, withoutEmptyFraction } from './shown-moment.js'
import type { Stored } from './stored.js'

/** A stored value as JSON has it. */
export function shownValue(value: Stored, { type }: ValueRules): JsonValue {
  if (typeof value !== 'string') return value
  if (type === 'datetime') return shownMoment(value)
  return type === 'time' ? withoutEmptyFraction(value) : value
}
