import { readTime } from './calendar.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** Times of the day. */
export const time: ValueReader = {
  types: ['time'],
  read: (value, _rules, _place, location) => {
    if (typeof value !== 'string') {
      const isNumber =
        typeof value === 'boolean' || (typeof value === 'object' && value !== null && 'kind' in value)
      return rejected(location, isNumber ? 'datetime_type' : 'time_type', 'Input should be a valid time')
    }
    const found = readTime(value)
    return found === null
      ? rejected(location, 'time_parsing', 'Input should be in a valid time format')
      : accepted(found.text)
  },
}
