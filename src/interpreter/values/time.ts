import { isNumberForMoment } from './number-for-moment.js'
import { readTime } from './calendar.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** Times of the day. */
export const time: ValueReader = {
  types: ['time'],
  read: (value, _rules, _place, location) => {
    if (isNumberForMoment(value)) {
      return rejected(location, 'datetime_type', 'Input should be text in ISO 8601 format')
    }
    if (typeof value !== 'string') return rejected(location, 'time_type', 'Input should be a valid time')
    const found = readTime(value)
    return found === null
      ? rejected(location, 'time_parsing', 'Input should be in a valid time format')
      : accepted(found.text)
  },
}
