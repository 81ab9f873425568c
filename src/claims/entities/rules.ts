import type { InlineText } from '../../source/inline-text.js'
import type { ColumnFacts } from '../claim.js'
import type { Said } from '../said.js'
import type { ValueType } from '../shape.js'
import { columnWords } from './text-facts.js'

/** Rules about one value that only whole sentences state. */
const SENTENCES: readonly (readonly [RegExp, 'notBlank' | 'trimmed' | 'readOnly' | 'touched'])[] = [
  [
    /\b(?:whitespace|blanks?|spaces?)[- ]only\b|\bonly (?:whitespace|blanks|spaces)\b|\bnot be (?:blank|only)\b/i,
    'notBlank',
  ],
  [
    /\b(?:is|are|be|whitespace|automatically|spaces|input) (?:automatically )?(?:trimmed|stripped)\b|\b(?:trim|strip)s? (?:leading|whitespace|input|both)|\bafter (?:trimming|stripping)\b|^trimmed\b|, trimmed\b/i,
    'trimmed',
  ],
  [
    /\bimmutable\b|\b(?:cannot|can't|must not|may not|never) (?:be )?(?:changed|modified|updated|edited)\b|\bset (?:only )?once\b/i,
    'readOnly',
  ],
  [
    /\b(?:auto(?:matically)?[- ]?)?(?:updated|refreshed|set) (?:automatically )?(?:on|at|with|whenever|when|upon) (?:every|each|any|all|modif|chang|updat)|\bauto(?:matically)?[- ]?(?:is )?(?:updated?|refreshed)\b/i,
    'touched',
  ],
]

/**
 * What a sentence or item says of one value: `cannot be empty`, `1-200 characters after trimming`, `defaults to false`.
 *
 * @param text the place of the words
 * @param words those that count, from the start of `text`
 * @param known the value's type, where it tells whether a number limits a length or a value
 */
export function ruleClaims(
  text: InlineText,
  words: string,
  known: ValueType | null = null,
): readonly Said<ColumnFacts>[] {
  const facts = [...columnWords({ ...text, text: words }, 0, known)].filter(
    ({ property }) => property !== 'type',
  )
  for (const [pattern, property] of SENTENCES) {
    const match = pattern.exec(words)
    if (match === null || /\b(?:not|never|no) $/i.test(words.slice(0, match.index))) continue
    if (/\bnot (?:be )?trimmed\b|\bpreserved\b/i.test(words) && property === 'trimmed') continue
    facts.push({ property, value: true, span: text.span(match.index, match.index + match[0].length) })
  }
  const empty =
    /\b(?:cannot|can't|can not|must not|may not|not|never) be empty\b|\bnon-?empty\b|\bempty (?:\w{1,20} )?(?:is|are) (?:rejected|refused|not allowed)\b/i.exec(
      words,
    )
  if (empty !== null) {
    const span = text.span(empty.index, empty.index + empty[0].length)
    const said = new Set(facts.map(({ property }) => property))
    if (!said.has('minLength')) facts.push({ property: 'minLength', value: 1, span })
    if (!said.has('notBlank')) facts.push({ property: 'notBlank', value: true, span })
  }
  return facts
}
