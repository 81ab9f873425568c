import type { Measure } from '../../design/measure.js'
import { wordsOf } from '../naming.js'

/** A span of time up to now. */
type Period =
  | { readonly kind: 'startOf'; readonly period: 'day' | 'week' | 'month' | 'year' }
  | { readonly kind: 'daysAgo'; readonly days: number }

/** What the key of a number says, word by word. */
export interface MeasureWords {
  readonly function: Measure['function'] | 'extreme'
  /** Words that must name what is counted, and which of it: `pending`, `payment`. */
  readonly subject: readonly string[]
  /** Words of the column by which it is grouped; null without groups. */
  readonly group: readonly string[] | null
  readonly period: Period | null
  /** The key asks for rows whose time is past: `overdue`. */
  readonly overdue: boolean
}

const FILLERS =
  /^(?:total|totals|all|overall|number|num|of|count|counts|the|in|sum|this|current|amount|value|s|data|stats|statistics|summary|result|results|metrics|overview)$/
const SUMS = /^(?:sum|revenue|sales|income|spent|spending|earnings|turnover|expenses?|amount|value)$/
const MONEY = /^(?:revenue|sales|income|spent|spending|earnings|turnover)$/
const AVERAGES = /^(?:avg|average|mean)$/
const LEAST = /^(?:min|minimum|lowest|smallest|cheapest|least)$/
const GREATEST = /^(?:max|maximum|highest|largest|greatest)$/
const SHARES = /^(?:rate|percentage|percent|pct|ratio|share)$/
const STREAK = /^(?:streak|streaks)$/
const LONGEST = /^(?:longest|best|max|maximum|record)$/
/** Words beside a streak that name no row. */
const STREAK_WORDS = /^(?:current|longest|best|max|maximum|record|days?|ongoing|active|length)$/
const EXTREMES =
  /^(?:min|minimum|lowest|smallest|cheapest|earliest|max|maximum|highest|largest|latest|most|least|top)$/

/** Reads a key such as `total_orders`, `pending_payment`, `orders_by_status`, `revenue_this_month`. */
export function measureWords(key: string, context: readonly string[] = []): MeasureWords {
  const all = [...context.flatMap(wordsOf), ...wordsOf(key)]
  const by = all.findIndex((word, index) => (word === 'by' || word === 'per') && index > 0)
  const leading = all[0] === 'by' && all.length > 1
  const grouped = leading ? all.slice(1) : by < 0 ? null : all.slice(by + 1)
  const head = leading ? [] : by < 0 ? all : all.slice(0, by)
  const { words, period } = withoutPeriod(head)
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word))
  const counted = words.includes('count') || words.includes('number')
  const aggregate = ((): MeasureWords['function'] => {
    if (counted) return 'count'
    if (has(STREAK)) return has(LONGEST) ? 'longestStreak' : 'currentStreak'
    if (has(AVERAGES)) return 'average'
    if (has(SHARES)) return 'share'
    if (has(LEAST)) return 'least'
    if (has(GREATEST)) return 'greatest'
    if (has(EXTREMES)) return 'extreme'
    return has(SUMS) ? 'sum' : 'count'
  })()
  const isStreak = has(STREAK)
  const subject = words.filter(
    (word) =>
      !FILLERS.test(word) &&
      !AVERAGES.test(word) &&
      !EXTREMES.test(word) &&
      !(aggregate === 'share' && SHARES.test(word)) &&
      !STREAK.test(word) &&
      !(isStreak && STREAK_WORDS.test(word)) &&
      !MONEY.test(word) &&
      word !== 'overdue',
  )
  return {
    function: aggregate,
    subject,
    group: grouped,
    period,
    overdue: words.includes('overdue'),
  }
}

const PERIODS: readonly (readonly [readonly string[], Period])[] = [
  [['today'], { kind: 'startOf', period: 'day' }],
  [['this', 'week'], { kind: 'startOf', period: 'week' }],
  [['this', 'month'], { kind: 'startOf', period: 'month' }],
  [['this', 'year'], { kind: 'startOf', period: 'year' }],
  [['current', 'month'], { kind: 'startOf', period: 'month' }],
]

function withoutPeriod(words: readonly string[]): {
  readonly words: readonly string[]
  readonly period: Period | null
} {
  for (const [phrase, period] of PERIODS) {
    const at = words.findIndex((_word, index) =>
      phrase.every((each, offset) => words[index + offset] === each),
    )
    if (at >= 0) return { words: words.toSpliced(at, phrase.length), period }
  }
  // `last_30_days`, `last30days`.
  const text = words.join(' ')
  const last = /(?:^| )(?:last|past) ?(\d{1,3}) ?days?(?: |$)/.exec(text)
  if (last?.[1] !== undefined)
    return {
      words: text
        .replace(last[0], ' ')
        .split(' ')
        .filter((word) => word !== ''),
      period: { kind: 'daysAgo', days: Number(last[1]) },
    }
  return { words, period: null }
}
