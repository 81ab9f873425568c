import type { Answers } from '../../design/answers.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Span } from '../../source/span.js'
import { snakeCase, wordsOf } from '../naming.js'

/** Words of scales, from the least to the greatest; those of one line mean the same. */
const SCALE: readonly (readonly string[])[] = [
  ['none'],
  ['lowest', 'trivial'],
  ['low', 'minor', 'small'],
  ['medium', 'normal', 'moderate', 'mid'],
  ['high', 'major', 'large'],
  ['urgent', 'highest', 'severe'],
  ['critical', 'blocker', 'emergency'],
]

/** How the words of a column are ordered. */
export interface Ranks {
  /** From the first to the last in ascending order; null where the alphabet orders them. */
  readonly words: readonly string[] | null
  /** Where a document says so; empty where it follows from what the words mean, or from an answer. */
  readonly stated: readonly Span[]
}

/** The id of the question about the order of a column's words. */
export function wordOrderId(entity: Entity, field: Field): string {
  return `${snakeCase(entity.name)}-${snakeCase(field.name)}-order`.replaceAll('_', '-')
}

/**
 * The order of a column whose values are words of a scale, such as `low`, `medium` and `high`: as a document says, else as
 * a person answered, else by what the words mean.
 *
 * @returns null for a column whose words are of no scale
 */
export function ranksOf(draft: Draft, entity: Entity, field: Field, answers: Answers): Ranks | null {
  const words = scaled(field)
  if (words === null) return null
  const said = draft.statements.flatMap((statement): readonly Ranks[] => {
    const order = statedOrder(statement.text, field, words)
    return order === null ? [] : [{ words: order, stated: [statement.span] }]
  })
  const [first] = said
  if (first !== undefined) return first
  switch (answers.get(wordOrderId(entity, field))) {
    case 'letters':
      return { words: null, stated: [] }
    case 'greatest-first':
      return { words: words.toReversed(), stated: [] }
    default:
      return { words, stated: [] }
  }
}

/** The words of a column from the least to the greatest; null when one is of no scale, or two are of one grade. */
function scaled({ enum: values }: Field): readonly string[] | null {
  if (values === null || values.length < 2) return null
  const graded = values.map((word) => ({
    word,
    grade: SCALE.findIndex((grade) => grade.includes(word.toLowerCase())),
  }))
  if (graded.some(({ grade }) => grade < 0) || new Set(graded.map(({ grade }) => grade)).size < graded.length)
    return null
  return graded.toSorted((left, right) => left.grade - right.grade).map(({ word }) => word)
}

/**
 * The order that a sentence tells of a column, ascending: `sorted by priority descending: high, high, medium, low`,
 * `Priority order: High > Medium > Low (ascending)`.
 */
function statedOrder(text: string, field: Field, words: readonly string[]): readonly string[] | null {
  const spoken = wordsOf(text)
  if (!wordsOf(field.name).every((word) => spoken.includes(word)) || !/\b(?:sort|order)/i.test(text))
    return null
  const down = /\bdesc(?:ending)?\b/i.test(text)
  const up = /\basc(?:ending)?\b/i.test(text)
  if (down === up) return null
  const byKey = new Map(words.map((word) => [word.toLowerCase(), word]))
  // What stands before the order may list the rows that are to be ordered: `High > Medium > Low (ascending)` does not.
  const whole = /\w ?(?:>|→|= ?\d)/.test(text) ? 0 : text.search(/\b(?:asc|desc)(?:ending)?\b/i)
  const found = [...new Set(wordsOf(text.slice(whole)).flatMap((word) => byKey.get(word) ?? []))]
  if (found.length < words.length) return null
  return down ? found.toReversed() : found
}
