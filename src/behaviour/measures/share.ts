import type { JsonValue } from '../../claims/json.js'
import type { ShapeField } from '../../claims/shape.js'
import { isObject } from '../../design/conformance.js'
import type { Candidate } from '../candidate.js'

/** What a share of all rows is: 100 where key, limits, words or an example speak of percents; null where nothing tells. */
export function shareScale(candidate: Candidate, { name, shape }: ShapeField, path: string): 1 | 100 | null {
  if (/percent|pct/i.test(name)) return 100
  const most = shape.kind === 'value' ? (shape.facts.maximum ?? null) : null
  if (most === 100 || most === 1) return most
  const shown = candidate.operation.examples.flatMap(({ response }) =>
    numberAt(response ?? null, path.split('.')),
  )
  if (shown.some((value) => value > 1)) return 100
  if (shown.some((value) => value > 0 && value < 1)) return 1
  if (/\bpercent|\d ?%|\b0 ?(?:-|–|to|and) ?100\b/.test(candidate.text)) return 100
  return /\bbetween 0 and 1\b|\b0 ?(?:-|–|to) ?1(?:\.0)?\b|\bfraction\b/.test(candidate.text) ? 1 : null
}

const NUMBERS: Readonly<Record<string, number>> = { no: 0, one: 1, two: 2, three: 3, four: 4 }

/** To how many decimals words round: `rounded to two decimals`; null where they say nothing. */
export function shareDecimals({ text }: Candidate): number | null {
  const said = /\bround(?:ed)? to (\d|one|two|three|four) decimal/.exec(text)?.[1]
  if (said === undefined) return null
  return Object.hasOwn(NUMBERS, said) ? (NUMBERS[said] ?? null) : Number(said)
}

function numberAt(value: JsonValue, [key, ...rest]: readonly string[]): readonly number[] {
  if (key === undefined) return typeof value === 'number' ? [value] : []
  return isObject(value) && Object.hasOwn(value, key) ? numberAt(value[key] ?? null, rest) : []
}

/** Endings of nouns for what was done, and those of its participle. */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ation$/, ['ed', 'ated']],
  [/ion$/, ['ed', 'e', '']],
  [/(?:al|ance|ence|ure|y)$/, ['ed', '']],
  [/$/, ['ed', 'd', 'ful', 'eeded']],
]

/** Words of a state that a noun for it may mean: `completion` → `completed`, `delivery` → `delivered`. */
export function statesOf(word: string): readonly string[] {
  return ENDINGS.flatMap(([ending, others]) =>
    ending.test(word) ? others.map((other) => `${word.replace(ending, '')}${other}`) : [],
  ).filter((state) => state.length > 3 && state !== word)
}
