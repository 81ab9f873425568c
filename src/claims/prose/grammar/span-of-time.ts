import { means, optional, type Phrase, sequence, token, word } from './phrase.js'

const NUMBERS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]

/** A whole number in digits or as a small word. */
export const wholeNumber: Phrase<number> = token(({ kind, text }) => {
  if (kind === 'number' && /^\d{1,9}$/.test(text)) return Number(text)
  if (kind === 'word' && text === 'no') return null
  const index = kind === 'word' ? NUMBERS.indexOf(text) : -1
  return index < 0 ? null : index
})

const UNITS: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['minute', 60],
  ['min', 60],
  ['hour', 3600],
  ['hr', 3600],
  ['day', 86_400],
  ['week', 604_800],
])

const unit: Phrase<number> = token(({ kind, text }) =>
  kind === 'word' ? (UNITS.get(text.replace(/s$/, '')) ?? null) : null,
)

/** `24 hours`, `one day`, `the first 15 minutes`, as seconds. */
export const spanOfTime: Phrase<number> = means(
  sequence<[unknown, number | null, number]>(
    optional(word('the first', 'the', 'a', 'an', 'up to', 'at most', 'the initial')),
    optional(wholeNumber),
    unit,
  ),
  ([, count, seconds]) => (count === 0 ? null : (count ?? 1) * seconds),
)
