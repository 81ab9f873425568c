import type { ValueRules } from '../../design/value.js'
import { isWhole, isNumberText } from '../parsed-json.js'
import { outOfBounds, type Bounds } from './bounds.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** Largest value of a 32-bit column, PostgreSQL's INTEGER. */
export const INTEGER_MAXIMUM = 2_147_483_647

/** The bounds of an integer: those of the specification, and always those of its column. */
function integerBounds(rules: ValueRules): Bounds {
  const highest = Math.max(rules.maximum ?? 0, rules.exclusiveMaximum ?? 0)
  const lowest = Math.min(rules.minimum ?? 0, rules.exclusiveMinimum ?? 0)
  const isBig = highest > INTEGER_MAXIMUM || lowest < -INTEGER_MAXIMUM - 1
  const limit = isBig ? Number.MAX_SAFE_INTEGER : INTEGER_MAXIMUM
  return {
    minimum: rules.minimum ?? (rules.exclusiveMinimum === null ? -limit - 1 : null),
    maximum: rules.maximum ?? (rules.exclusiveMaximum === null ? limit : null),
    exclusiveMinimum: rules.exclusiveMinimum,
    exclusiveMaximum: rules.exclusiveMaximum,
  }
}

/** Whole numbers: in JSON however they are written, in a URL without sign, leading zero or fraction. */
export const integer: ValueReader = {
  types: ['integer'],
  read: (value, rules, place, location) => {
    const text =
      place === 'url' && typeof value === 'string' && /^-?(?:0|[1-9]\d{0,18})$/.test(value)
        ? value
        : isNumberText(value) && isWhole(value)
          ? value.text
          : null
    if (text === null) {
      const type = place === 'url' ? 'int_parsing' : 'int_type'
      return rejected(location, type, 'Input should be a valid integer')
    }
    const number = Number(text)
    return outOfBounds(number, integerBounds(rules), location) ?? accepted(number === 0 ? 0 : number)
  },
}
