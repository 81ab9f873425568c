import { ZONELESS } from '../../design/value.js'
import { isNumberForMoment } from './number-for-moment.js'
import { readDay, readTime } from './calendar.js'
import { accepted, rejected, type ValueReader } from './reading.js'

/** Moments: text in ISO 8601 format with an offset, unless documents show them without; stored in UTC. */
export const moment: ValueReader = {
  types: ['datetime'],
  read: (value, rules, _place, location) => {
    if (isNumberForMoment(value)) {
      return rejected(location, 'datetime_type', 'Input should be text in ISO 8601 format')
    }
    if (typeof value !== 'string')
      return rejected(location, 'datetime_type', 'Input should be a valid datetime')
    const day = readDay(value)
    const time = value.length === 10 ? { text: '00:00:00.000000', offset: null } : readTime(value.slice(11))
    if (day === null || time === null || !/^.{10}(?:[Tt _]|$)/.test(value)) {
      return rejected(location, 'datetime_from_date_parsing', 'Input should be a valid datetime or date')
    }
    const offset = time.offset ?? (rules.format === ZONELESS ? 0 : null)
    if (offset === null) {
      return rejected(location, 'timezone_aware', 'Input should have timezone info')
    }
    const moved = inUtc(day, time.text, offset)
    return moved === null ? rejected(location, 'datetime_range', 'Datetime is out of range') : accepted(moved)
  },
}

/** The moment in UTC as rows hold it; null beyond both ends of the calendar. */
function inUtc(day: string, time: string, offset: number): string | null {
  const local = Date.parse(`${day}T${time.slice(0, 8)}Z`)
  const utc = new Date(local - offset * 60_000)
  const year = utc.getUTCFullYear()
  return year < 1 || year > 9999 ? null : `${utc.toISOString().slice(0, 19)}${time.slice(8)}`
}
