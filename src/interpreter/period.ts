import { storedMoment } from './clock.js'

const DAY = 86_400_000

/** The first moment of the day, week (from Monday), month or year around a moment, in UTC. */
export function startOf(period: 'day' | 'week' | 'month' | 'year', milliseconds: number): string {
  const now = new Date(milliseconds)
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  switch (period) {
    case 'day':
      return storedMoment(Date.UTC(year, month, day))
    case 'week':
      return storedMoment(Date.UTC(year, month, day - ((now.getUTCDay() + 6) % 7)))
    case 'month':
      return storedMoment(Date.UTC(year, month, 1))
    case 'year':
      return storedMoment(Date.UTC(year, 0, 1))
  }
}

/** The moment that many days before another. */
export function daysBefore(milliseconds: number, days: number): string {
  return storedMoment(milliseconds - days * DAY)
}
