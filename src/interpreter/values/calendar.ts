/** What a text says of a day. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})/

/** What a text says of a time, with an offset or without. */
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+\-\u2212]\d{2}:?\d{2})?$/

/** A time of the day. */
export interface ClockTime {
  /** `10:00:00.000000`. */
  readonly text: string
  /** Minutes east of Greenwich; null when the text does not say. */
  readonly offset: number | null
}

/** Reads a day of the calendar, such as `2026-03-05` (RFC 3339, section 5.6); null when there is none. */
export function readDay(text: string): string | null {
  const found = DAY.exec(text)
  if (found === null) return null
  const [day, year = '', month = '', date = ''] = found
  const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
  const exists = Number(year) > 0 && Number(month) >= 1 && Number(month) <= 12
  return exists && Number(date) >= 1 && Number(date) <= last ? day : null
}

/** Reads a time such as `10:00`, `10:00:00.5` or `10:00:00+01:00`; null when it is none. */
export function readTime(text: string): ClockTime | null {
  const found = TIME.exec(text)
  if (found === null) return null
  const [, hours = '', minutes = '', seconds = '00', fraction = '', zone] = found
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const offset = zone === undefined ? null : offsetOf(zone)
  if (zone !== undefined && offset === null) return null
  return { text: `${hours}:${minutes}:${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}`, offset }
}

function offsetOf(zone: string): number | null {
  if (zone.toLowerCase() === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  if (hours > 23 || minutes > 59) return null
  const distance = hours * 60 + minutes
  return zone.startsWith('+') ? distance : -distance
}
