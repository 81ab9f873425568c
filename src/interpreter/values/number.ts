import { isNumberText } from '../parsed-json.js'
import { fractionBounds, outOfBounds } from './bounds.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** A number in a URL: blanks around it and underscores between digits are allowed, as in Python. */
const URL_NUMBER = /^\s*[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?\s*$/
const NOT_FINITE = /^\s*[+-]?(?:inf|infinity|nan)\s*$/i

/** Reads a text of a URL as a number; null when it is none. */
export function numberInUrl(text: string): number | null {
  if (NOT_FINITE.test(text)) return Number.POSITIVE_INFINITY
  return URL_NUMBER.test(text) ? Number(text.replaceAll('_', '')) : null
}

/** Numbers with a fraction. */
export const number: ValueReader = {
  types: ['number'],
  read: (value, rules, place, location) => {
    const given = isNumberText(value)
      ? Number(value.text)
      : place === 'url' && typeof value === 'string'
        ? numberInUrl(value)
        : null
    if (given === null) {
      return place === 'url'
        ? rejected(
            location,
            'float_parsing',
            'Input should be a valid number, unable to parse string as a number',
          )
        : rejected(location, 'float_type', 'Input should be a valid number')
    }
    if (!Number.isFinite(given)) {
      return rejected(location, 'finite_number', 'Input should be a finite number')
    }
    return outOfBounds(given, fractionBounds(rules), location) ?? accepted(given)
  },
}
