import type { Entity, Field } from '../../design/entity.js'
import { singular, wordsOf } from '../naming.js'

/** Verbs by which less of something is left. */
const TAKES =
  /^(?:(?:decrement|deduct|subtract)(?:s|ed|ing)?|(?:reduc|decreas)(?:e|es|ed|ing)|decrementation|reduction)$/

/** Verbs that say it of their subject only in the passive: `stock is decremented`. */
const PASSIVE = /^(?:decremented|deducted|reduced|decreased)$/

const VERB_TO_NOUN = 6
const NOUN_TO_VERB = 4

/** A stock that a text says is taken from. */
export interface TakenColumn {
  readonly column: Field
  /** The words of the text that say so. */
  readonly words: string
}

/**
 * The column of an entity that a text says falls: a verb such as `decrements`, and near it words that only one number of
 * the entity has in its name (`decrements the available copies` ↔ `copies_available`).
 *
 * @returns null when the text says it of none, or of several
 */
export function takenColumn(text: string, entity: Entity): TakenColumn | null {
  const numbers = entity.fields.filter(
    ({ type, primaryKey, references, generated }) =>
      type === 'integer' && !primaryKey && references === null && generated === null,
  )
  const words = [...text.matchAll(/[A-Za-z0-9_]+/g)].map((match) => ({
    names: wordsOf(match[0]).map(singular),
    start: match.index,
    end: match.index + match[0].length,
  }))
  for (const [index, { names, start, end }] of words.entries()) {
    const verb = names.join(' ')
    if (!TAKES.test(verb) && !TAKES.test(text.slice(start, end).toLowerCase())) continue
    const after = words.slice(index + 1, index + 1 + VERB_TO_NOUN)
    const before = PASSIVE.test(text.slice(start, end).toLowerCase())
      ? words.slice(Math.max(0, index - NOUN_TO_VERB), index)
      : []
    for (const near of [after, before]) {
      const named = numbers
        .map((column) => ({ column, hits: near.filter((word) => isNamed(column, word.names)) }))
        .filter(({ hits }) => hits.length > 0)
      const most = Math.max(0, ...named.map(({ hits }) => hits.length))
      const [best, ...more] = named.filter(({ hits }) => hits.length === most)
      if (best === undefined || more.length > 0) continue
      const places = best.hits.flatMap((hit) => [hit.start, hit.end])
      return {
        column: best.column,
        words: text.slice(Math.min(start, ...places), Math.max(end, ...places)),
      }
    }
  }
  return null
}

/** Whether a word of a text stands in the name of a column. */
function isNamed(column: Field, words: readonly string[]): boolean {
  const own = new Set(
    wordsOf(column.name)
      .map(singular)
      .filter((word) => !GENERAL.has(word)),
  )
  return words.some((word) => own.has(word))
}

/** Words that tell no column from another. */
const GENERAL: ReadonlySet<string> = new Set([
  'in',
  'of',
  'the',
  'on',
  'by',
  'number',
  'count',
  'total',
  'id',
])
