import type { ValueType } from '../shape.js'
import type { ValueFact } from './fact.js'

/** Numbers that people write as words. */
const WORDS: ReadonlyMap<string, number> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, at) => [word, at + 1],
  ),
)

/** `two letters`, `2-letter code`, `exactly 6 digits`. */
const EXACT = new RegExp(
  String.raw`(?<![\w.-])(?:exactly |always )?(\d{1,2}|${[...WORDS.keys()].join('|')})[ -](?:(?:upper|lower)[- ]?case |capital )?(?:letters?|digits?)\b`,
  'i',
)

/** What makes the number a bound: `at most 5 letters`, `1 to 3 letters`, `6 digits or more`. */
const BOUND_BEFORE =
  /(?:\b(?:most|least|to|max(?:imum)?(?: of)?|min(?:imum)?(?: of)?|than|and|or|between|from|one|contain(?:s|ing)?|with)|[-–≤≥<>=])\s?$/i
const BOUND_BEHIND = /^\s?(?:or|max|min|minimum|maximum|at|and|after|before|behind|of)\b/i

/**
 * The length of a text of so many letters or digits: `two letters`, `2-letter code`, `exactly 6 digits`.
 *
 * @param type of the value; only texts have letters
 * @returns the least and the most length; none where the words bound it otherwise
 */
export function exactWords(text: string, type: ValueType | null): readonly ValueFact[] {
  if (type !== null && type !== 'string') return []
  const match = EXACT.exec(text)
  const written = match?.[1]
  if (match === null || written === undefined) return []
  const behind = text.slice(match.index + match[0].length)
  if (BOUND_BEFORE.test(text.slice(0, match.index)) || BOUND_BEHIND.test(behind)) return []
  const value = WORDS.get(written.toLowerCase()) ?? Number(written)
  const place = { start: match.index, end: match.index + match[0].length }
  return [
    { property: 'minLength', value, ...place },
    { property: 'maxLength', value, ...place },
  ]
}
