import type { ValueRules } from '../../design/value.js'
import { accepted, rejected, type Location, type Reading, type ValueReader } from './reading.js'
import { matches } from './pattern.js'

/** Half of a surrogate pair, which has no UTF-8 form. */
const HALF = /\p{Surrogate}/u

/** White space of Unicode, without the byte-order mark that JavaScript counts as such. */
const BLANK_ENDS = /^[\s\u0085]+|[\s\u0085]+$/g

/** A text without blanks at both ends. */
export function trimmed(text: string): string {
  return text.replace(BLANK_ENDS, (blanks) => (blanks.includes('\uFEFF') ? keepMarks(blanks) : ''))
}

/** What trimming leaves of blanks with byte-order marks among them. */
function keepMarks(blanks: string): string {
  return blanks.slice(blanks.indexOf('\uFEFF'), blanks.lastIndexOf('\uFEFF') + 1)
}

/** Whether a database can hold the text: PostgreSQL stores no NUL. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !HALF.test(text)
}

/** Texts: trimmed, measured in code points, matched. */
export const text: ValueReader = {
  types: ['string', 'enum'],
  read: (value, rules, place, location) => {
    if (typeof value === 'string' && HALF.test(value) && rules.format !== 'email') {
      const msg = 'Input should be a valid string, unable to parse raw data as a unicode string'
      return rejected(location, 'string_unicode', msg)
    }
    if (rules.enum !== null && rules.enum.length > 0) return member(value, rules.enum, location)
    if (typeof value !== 'string') return rejected(location, 'string_type', 'Input should be a valid string')
    const given = rules.trimmed ? trimmed(value) : value
    // What is no address is refused as such, however long it is.
    // Of a text that may be null the back end looks at the form first: the length is a rule of the whole.
    const looks = rules.nullable && place === 'json' ? [formed, measured] : [measured, formed]
    const refused = [strange, ...looks].map((look) => look(given, rules, location))
    return refused.find((each) => each !== null) ?? accepted(given)
  },
}

function member(value: unknown, words: readonly string[], location: Location): Reading {
  if (typeof value === 'string' && words.includes(value)) return accepted(value)
  return rejected(location, 'literal_error', `Input should be ${alternatives(words)}`)
}

/** `'a', 'b' or 'c'`. */
function alternatives(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

/** No mail reaches a longer address (RFC 5321, section 4.5.3.1.3, less its angle brackets). */
const LONGEST_ADDRESS = 254

function measured(given: string, rules: ValueRules, location: Location): Reading | null {
  const length = [...given].length
  const count = (number: number): string => `${number} character${number === 1 ? '' : 's'}`
  const least = Math.max(rules.minLength ?? 0, rules.notBlank ? 1 : 0)
  if (length < least) {
    return rejected(location, 'string_too_short', `String should have at least ${count(least)}`)
  }
  const most =
    rules.format === 'email' ? Math.min(rules.maxLength ?? LONGEST_ADDRESS, LONGEST_ADDRESS) : rules.maxLength
  if (most !== null && length > most) {
    return rejected(location, 'string_too_long', `String should have at most ${count(most)}`)
  }
  return null
}

function formed(given: string, rules: ValueRules, location: Location): Reading | null {
  if (rules.pattern !== null && !matches(rules.pattern, given)) {
    return rejected(location, 'string_pattern_mismatch', `String should match pattern '${rules.pattern}'`)
  }
  const address = rules.format === 'email'
  // What is no address is refused as such, whatever is wrong with it.
  if (!address && !isStorable(given)) {
    return rejected(location, 'string_characters', 'String contains a forbidden character')
  }
  if (rules.notBlank && trimmed(given) === '') {
    return rejected(location, 'string_blank', 'String should not be blank')
  }
  return null
}

/** Whether what should be a URL or an address of mail is none. */
function strange(given: string, { format }: ValueRules, location: Location): Reading | null {
  if (format === 'email' && !isEmail(given))
    return rejected(location, 'value_error', 'value is not a valid email address')
  if ((format !== 'uri' && format !== 'url') || !isStorable(given) || isUrl(given)) return null
  return rejected(location, 'url_parsing', 'Input should be a valid URL')
}

/** An address with a domain of at least two labels (RFC 5321, section 2.3.11), as `email-validator` takes it. */
function isEmail(given: string): boolean {
  return /^[\w!#$%&'*+/=?^`{|}~-]{1,64}(?:\.[\w!#$%&'*+/=?^`{|}~-]{1,64}){0,8}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}$/u.test(
    given,
  )
}

function isUrl(given: string): boolean {
  return URL.canParse(given) && /^https?:/i.test(given) && given.length <= 2083
}
