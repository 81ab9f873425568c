import type { Entity } from '../../design/entity.js'
import { columnByVerb, stocksOf, type MovedColumn } from './column-by-verb.js'

/** Verbs by which less of something is left. */
const TAKES =
  /^(?:(?:decrement|deduct|subtract)(?:s|ed|ing)?|(?:reduc|decreas)(?:e|es|ed|ing)|decrementation|reduction)$/

/** Verbs that say it of their subject only in the passive: `stock is decremented`. */
const PASSIVE = /^(?:decremented|deducted|reduced|decreased)$/

const VERB_TO_NOUN = 6

/**
 * The column of an entity that a text says falls: `decrements the available copies`.
 *
 * @returns null when the text says it of none, or of several
 */
export function takenColumn(text: string, entity: Entity): MovedColumn | null {
  return columnByVerb(text, stocksOf(entity), {
    effectOf: (word) => (PASSIVE.test(word) ? 'either' : TAKES.test(word) ? 'behind' : 'none'),
    reach: VERB_TO_NOUN,
    before: 4,
  })
}
