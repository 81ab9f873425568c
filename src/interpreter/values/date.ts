import { readDay } from './calendar.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** Days: `2026-03-05`, and nothing else, for a moment is another day elsewhere. */
export const date: ValueReader = {
  types: ['date'],
  read: (value, _rules, _place, location) => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value))
      return rejected(location, 'date_type', 'Input should be a date in the form YYYY-MM-DD')
    const day = readDay(value)
    return day === null
      ? rejected(location, 'date_from_datetime_parsing', 'Input should be a valid date or datetime')
      : accepted(day)
  },
}
