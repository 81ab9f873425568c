import type { Design } from '../../design/design.js'
import { parameterName, segmentsOf } from '../../design/canonical-path.js'
import { keyOf, singular, wordsOf } from '../naming.js'

/** Operations by the word that their path ends in, where it is no name of rows or of a column: `/loans/{id}/renew`. */
export type ActionWords = ReadonlyMap<string, readonly number[]>

/** Words of paths that say nothing of what is done. */
const EMPTY = /^(?:api|v\d{1,3}|all|list|new|me|my|item|items|data|status|state|detail|details|public)$/

/** The action words of a design's paths, in their stems. */
export function actionWordsOf({ entities, operations }: Design): ActionWords {
  const nouns = new Set(
    entities.flatMap(({ name, fields }) => [
      stem(keyOf(name)),
      ...wordsOf(name).map(stem),
      ...fields.flatMap((field) => wordsOf(field.name).map(stem)),
    ]),
  )
  const words = new Map<string, number[]>()
  for (const [position, { path }] of operations.entries()) {
    const last = segmentsOf(path).at(-1) ?? ''
    const word = stem(last.toLowerCase())
    if (parameterName(last) !== null || EMPTY.test(last) || word.length < 4 || nouns.has(word)) continue
    words.set(word, [...(words.get(word) ?? []), position])
  }
  return words
}

/** Positions of the operations whose action words a text holds. */
export function actionsIn(words: ActionWords, text: string): readonly number[] {
  return words.size === 0 ? [] : wordsOf(text).flatMap((word) => words.get(stem(word)) ?? [])
}

/** A word without its ending: equal for `track`, `tracks`, `tracked` and `tracking`. */
function stem(word: string): string {
  return singular(word).replace(/(?:ing|ed|e)$/, '')
}
