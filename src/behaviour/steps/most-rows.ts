import type { Entity } from '../../design/entity.js'
import { madeColumn } from '../../design/moment-of-making.js'
import type { Paging, Sort } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { nounOf } from '../naming.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'

/** `at most 200 loans`, `up to 50 results`, `limited to 20 rows`. */
const CAPPED =
  /\b(?:at most|up to|no more than|max(?:imum)?(?: of)?|limited to|capped at|limit of):? (?:the )?(\d{1,5}) (?:most recent |latest |newest |oldest |first |last )?([a-z]{2,30})\b(?! ?(?:per|for each|a)\b|\/)/g

/** `the 10 most recent loans`, `latest 5 entries`, `last 20 loans`. */
const NEWEST =
  /\b(?:(\d{1,5}) (?:most recent|latest|newest)|(?:most recent|latest|newest|last) (\d{1,5})) ([a-z]{2,30})\b/g

/** Words for the rows of any list. */
const ROWS = /^(?:rows?|results?|items?|entries|entry|records?|elements?|matches)$/

/** Words that count something else: `last 7 days`. */
const TIME = /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|characters?)$/

/** A number of rows that words tell. */
interface RowCount {
  readonly count: number
  /** What is counted, as it is written. */
  readonly noun: string
  /** Whether the words choose the newest rows. */
  readonly newest: boolean
}

/** What a text, in lower case, counts at most: rows, or something else that its noun tells. */
export function rowCounts(text: string): readonly RowCount[] {
  const newest = [...text.matchAll(NEWEST)].map(([, before, behind, noun = '']) => ({
    count: Number(before ?? behind),
    noun,
    newest: true,
  }))
  const capped = [...text.matchAll(CAPPED)].map(([, count, noun = '']) => ({
    count: Number(count),
    noun,
    newest: false,
  }))
  return [...newest, ...capped]
}

/** How many rows a list shows at most. */
interface MostRows {
  readonly most: number
  /** The order of the list, where the words that count its rows tell it. */
  readonly sort: Sort | null
}

/**
 * The most rows that the words of a list allow, whatever is asked for: `Returns the 10 most recent loans`.
 *
 * @param sort the order that other words give the list
 * @param paging a size that clients choose; its own limit counts then
 * @returns null where nothing is said; a reason where the newest rows are meant and no column tells which they are
 */
export function mostRows(
  { text, operation }: Candidate,
  entity: Entity,
  sort: Sort | null,
  paging: Paging | null,
): Built<MostRows | null> {
  if (paging !== null) return built(null)
  const nouns = new Set([entity.name, operation.resource].map(nounOf))
  const counts = rowCounts(text).filter(
    ({ noun }) => !TIME.test(noun) && (ROWS.test(noun) || nouns.has(nounOf(noun))),
  )
  const told = operation.facts.most === undefined ? [] : [operation.facts.most]
  const [most, ...others] = new Set(
    [...counts.map(({ count }) => count), ...told].filter((count) => count > 0),
  )
  if (most === undefined) return built(null)
  if (others.length > 0) return unbuilt('its words tell more than one number of rows that it shows at most')
  if (sort !== null || !counts.some(({ newest }) => newest)) return built({ most, sort })
  const made = madeColumn(entity)
  if (made === null) return unbuilt(`no column of ${entity.name} tells which rows are the newest`)
  return built({
    most,
    sort: {
      fieldParameter: null,
      directionParameter: null,
      allowed: [],
      defaultField: made.name,
      defaultDirection: 'desc',
    },
  })
}
