import { isNumberForMoment } from './number-for-moment.js'
import { readDay, readTime } from './calendar.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** Days: `2026-03-05`, or a moment at midnight. */
export const date: ValueReader = {
  types: ['date'],
  read: (value, _rules, _place, location) => {
    if (isNumberForMoment(value)) {
      return rejected(location, 'datetime_type', 'Input should be text in ISO 8601 format')
    }
    if (typeof value !== 'string') return rejected(location, 'date_type', 'Input should be a valid date')
    const day = readDay(value)
    const time = value.length === 10 ? { text: '00:00:00.000000' } : readTime(value.slice(11))
    if (day === null || time === null || !/^.{10}(?:[Tt _]|$)/.test(value)) {
      return rejected(location, 'date_from_datetime_parsing', 'Input should be a valid date or datetime')
    }
    return time.text === '00:00:00.000000'
      ? accepted(day)
      : rejected(
          location,
          'date_from_datetime_inexact',
          'Datetimes provided to dates should have zero time - e.g. be exact dates',
        )
  },
}
