import { isNumberText, type Parsed } from '../parsed-json.js'
import { fractionBounds, outOfBounds } from './bounds.js'
import { numberInUrl } from './number.js'
import { accepted, rejected, type Location, type Place, type Reading, type ValueReader } from './reading.js'

/** Digits after the point that a column without a scale keeps. */
const SCALE = 10

/** Money and other exact numbers: in JSON a number, never a text. */
export const decimal: ValueReader = {
  types: ['decimal'],
  read: (value, rules, place, location) => {
    const given = numberOf(value, place)
    if (given === null) return noNumber(value, place, location)
    if (!Number.isFinite(given)) {
      return rejected(location, 'finite_number', 'Input should be a finite number')
    }
    return outOfBounds(given, fractionBounds(rules), location) ?? accepted(Number(given.toFixed(SCALE)))
  },
}

function numberOf(value: Parsed, place: Place): number | null {
  if (isNumberText(value)) return Number(value.text)
  return place === 'url' && typeof value === 'string' ? numberInUrl(value) : null
}

function noNumber(value: Parsed, place: Place, location: Location): Reading {
  if (place === 'url') return rejected(location, 'decimal_parsing', 'Input should be a valid decimal')
  if (typeof value === 'string' || typeof value === 'boolean') {
    return rejected(location, 'decimal_type', 'Input should be a number')
  }
  return rejected(
    location,
    'decimal_type',
    'Decimal input should be an integer, float, string or Decimal object',
  )
}
