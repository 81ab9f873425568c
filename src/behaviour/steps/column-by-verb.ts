import type { Entity, Field } from '../../design/entity.js'
import { singular, wordsOf } from '../naming.js'

/** A column of which a text says that it falls or rises. */
export interface MovedColumn {
  readonly column: Field
  /** The words of the text that say so. */
  readonly words: string
}

/** What a word does to a number near it: nothing, to one behind it, or (in the passive) also to one before it. */
type Effect = 'none' | 'behind' | 'either'

/** Which verbs are looked for, and how far behind them their object stands, in words. */
export interface VerbForms {
  /** @param word a word of the text in lower case, @param next the words behind it */
  readonly effectOf: (word: string, next: readonly string[]) => Effect
  readonly reach: number
  /** How far before a passive verb its subject stands. */
  readonly before: number
}

/** The numbers of an entity that may be a stock. */
export function stocksOf(entity: Entity): readonly Field[] {
  return entity.fields.filter(
    ({ type, primaryKey, references, generated }) =>
      type === 'integer' && !primaryKey && references === null && generated === null,
  )
}

/**
 * The number that a text moves: a verb, and near it words that only one of the columns has in its name (`decrements the
 * available copies` ↔ `copies_available`).
 *
 * @returns null when the text says it of none, or of several
 */
export function columnByVerb(text: string, columns: readonly Field[], forms: VerbForms): MovedColumn | null {
  const words = [...text.matchAll(/[A-Za-z0-9_]+/g)].map((match) => ({
    plain: match[0].toLowerCase(),
    names: wordsOf(match[0]).map(singular),
    start: match.index,
    end: match.index + match[0].length,
  }))
  for (const [index, { plain, start, end }] of words.entries()) {
    const after = words.slice(index + 1, index + 1 + forms.reach)
    const effect = forms.effectOf(
      plain,
      after.map((word) => word.plain),
    )
    if (effect === 'none') continue
    const before = effect === 'either' ? words.slice(Math.max(0, index - forms.before), index) : []
    for (const near of [after, before]) {
      const named = columns
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
