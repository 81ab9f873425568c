import type { ValueType } from '../shape.js'
import type { ValueFact } from './fact.js'

/** The end of a range that a limit bounds. */
type Bound = 'min' | 'max' | 'above' | 'below'

/** What a limit counts. Digits, words and megabytes bound neither a length nor a value. */
type Counted = 'characters' | 'items' | 'other'

interface Limit {
  readonly bound: Bound
  readonly amount: number
  readonly start: number
  readonly end: number
  /** What is counted, when a word says so. */
  readonly counts: Counted | null
}

const NUMBER = String.raw`(-?\d{1,3}(?:[,_]\d{3}){1,4}|-?\d{1,15}(?:\.\d{1,10})?)(?!\d)`
const UNIT = String.raw`(?:[ -]{0,2}((?:characters?|chars?|letters?|digits?|symbols?|items?|elements?|entries|tags?|values?|rows?|results?|records?|decimals?|decimal (?:places?|digits?)|places|fraction(?:al)? digits?|words?|lines?|[kmg]i?b|zeichen|buchstaben|stellen|ziffern|caract[eè]res|car[aá]cter|d[ií]gitos?|ký tự)(?![\wà-ÿ])|[個个]?字[元符]|文字|字|글자|자리|자))?`
const LENGTH = String.raw`(?:[ _-]?(?:length|len)|[ _-](?:items))?`

/** Forms with two numbers: `1-200 chars`, `between 1 and 20`, `from 1 to 5`, `1..10`. */
const RANGES: readonly RegExp[] = [
  new RegExp(String.raw`\bbetween ${NUMBER} ?(?:and|to|-|–) ?${NUMBER}${UNIT}`, 'gi'),
  new RegExp(
    String.raw`(?<![\w.,:/#-])${NUMBER} ?(?:-|–|—|\.\.\.?|to|…|~|〜|～|至|bis) ?${NUMBER}(?![\d_:]|-\d)${UNIT}`,
    'gi',
  ),
  new RegExp(String.raw`${NUMBER} ?(?:<=|≤) ?(?:length|len|value|x|n) ?(?:<=|≤) ?${NUMBER}${UNIT}`, 'gi'),
]

/** Forms with one number, and the end that they bound. */
const SINGLES: readonly (readonly [RegExp, Bound])[] = [
  [
    new RegExp(
      String.raw`(?:\b(?:max(?:imum|imal|\.)?${LENGTH}|m[aá]x(?:imo|\.)(?: de)?|höchstens|hasta|até|tối đa|at most|up to|no (?:more|longer|greater|larger) than|(?:not|n't) (?:exceed|be (?:more|longer|greater) than)|(?:cannot|may not|must not) exceed|exceed(?:s|ing)?|limited to|limit(?: of)?|less than or equal(?: to)?|<=|≤)|最[大多長长]|不超[過过]|최대)(?: is| of)?[ :=(]{0,3}${NUMBER}${UNIT}`,
      'gi',
    ),
    'max',
  ],
  [new RegExp(String.raw`(?:length )?(?:<=|≤) ?${NUMBER}${UNIT}`, 'gi'), 'max'],
  [
    new RegExp(
      String.raw`(?:\b(?:min(?:imum|\.)?${LENGTH}|m[ií]nimo(?: de)?|mindestens|al menos|pelo menos|at least|no (?:less|fewer|shorter|smaller) than|greater than or equal(?: to)?|not (?:be )?less than)|至少|最[小少低短]|최소)(?: is| of)?[ :=(]{0,3}${NUMBER}${UNIT}`,
      'gi',
    ),
    'min',
  ],
  [new RegExp(String.raw`(?:length )?(?:>=|≥) ?${NUMBER}${UNIT}`, 'gi'), 'min'],
  [new RegExp(String.raw`\b(?:greater|more|larger|higher) than ${NUMBER}${UNIT}`, 'gi'), 'above'],
  [new RegExp(String.raw`\b(?:less|fewer|smaller|lower|shorter) than ${NUMBER}${UNIT}`, 'gi'), 'below'],
  [new RegExp(String.raw`(?<![<>=-])> ?${NUMBER}${UNIT}`, 'g'), 'above'],
  [new RegExp(String.raw`(?<![<>=-])< ?${NUMBER}${UNIT}`, 'g'), 'below'],
  [new RegExp(String.raw`\b(?:ge|gte) ?[=:] ?${NUMBER}`, 'g'), 'min'],
  [new RegExp(String.raw`\b(?:le|lte) ?[=:] ?${NUMBER}`, 'g'), 'max'],
  [new RegExp(String.raw`\bgt ?[=:] ?${NUMBER}`, 'g'), 'above'],
  [new RegExp(String.raw`\blt ?[=:] ?${NUMBER}`, 'g'), 'below'],
  [new RegExp(String.raw`(?<![\w.-])${NUMBER}\+${UNIT}`, 'gi'), 'min'],
  [
    new RegExp(
      String.raw`(?<![\w.-])${NUMBER}[ -]?(characters?|chars?|items?)?[ ,-]{0,2}(?:max(?:imum)?|or (?:less|fewer|under)|at most|limit)\b`,
      'gi',
    ),
    'max',
  ],
  [
    new RegExp(
      String.raw`(?<![\w.-])${NUMBER}[ -]?(characters?|chars?|items?)?[ ,-]{0,2}(?:min(?:imum)?|or (?:more|greater|longer)|at least)\b`,
      'gi',
    ),
    'min',
  ],
]

/** A number before its bound, as Chinese, Japanese and Korean put it: `200文字以内`, `500 字元以內`, `8자 이상`. */
const AFTERWARDS: readonly (readonly [RegExp, Bound])[] = [
  [new RegExp(String.raw`(?<![\w.-])${NUMBER}${UNIT} ?(?:以[內内下]|まで|이하|이내)`, 'g'), 'max'],
  [new RegExp(String.raw`(?<![\w.-])${NUMBER}${UNIT} ?(?:以上|이상)`, 'g'), 'min'],
]

const SIZED_TYPE =
  /\b(?:var)?char(?:acter varying)?\((\d{1,9})\)|\bvarchar(\d{1,5})\b|\bstring\((\d{1,9})\)/gi

/**
 * The limits that words state: `max 200 characters`, `1-200 chars`, `between 1 and 20`, `at least 8`, `VARCHAR(255)`,
 * `positive`, `non-empty`.
 *
 * @param text what is said of one value
 * @param type its type, which tells whether `max 200` counts characters or bounds a number; null when unknown
 */
export function limitWords(text: string, type: ValueType | null): readonly ValueFact[] {
  const facts: ValueFact[] = []
  const taken: { readonly start: number; readonly end: number }[] = []
  const free = (start: number, end: number) => taken.every((each) => end <= each.start || start >= each.end)
  for (const pattern of RANGES) {
    for (const match of text.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length }
      const low = numberOf(match[1])
      const high = numberOf(match[2])
      if (low === null || high === null || low > high || !free(place.start, place.end)) continue
      const counts = countedBy(match[3])
      const made = [
        ...limitFacts({ bound: 'min', amount: low, counts, ...place }, type),
        ...limitFacts({ bound: 'max', amount: high, counts, ...place }, type),
      ]
      if (made.length === 0) continue
      taken.push(place)
      facts.push(...made)
    }
  }
  for (const [pattern, bound] of [...AFTERWARDS, ...SINGLES]) {
    for (const match of text.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length }
      const amount = numberOf(match[1])
      if (amount === null || !free(place.start, place.end)) continue
      const counts = countedBy(match[2]) ?? (/length|len\b/i.test(match[0]) ? 'characters' : null)
      const made = limitFacts({ bound, amount, counts, ...place }, type)
      if (made.length === 0) continue
      taken.push(place)
      facts.push(...made)
    }
  }
  for (const match of text.matchAll(SIZED_TYPE)) {
    const amount = numberOf(match[1] ?? match[2] ?? match[3])
    const place = { start: match.index, end: match.index + match[0].length }
    if (amount !== null)
      facts.push(...limitFacts({ bound: 'max', amount, counts: 'characters', ...place }, type))
  }
  return [...facts, ...signWords(text, type)]
}

function limitFacts(limit: Limit, type: ValueType | null): readonly ValueFact[] {
  const place = { start: limit.start, end: limit.end }
  if (limit.counts === 'other') return []
  const counts = limit.counts ?? countedIn(type)
  const whole =
    limit.bound === 'above' ? limit.amount + 1 : limit.bound === 'below' ? limit.amount - 1 : limit.amount
  const lower = limit.bound === 'min' || limit.bound === 'above'
  if (counts !== null && counts !== 'value') {
    if (whole < 0 || !Number.isInteger(whole)) return []
    if (counts === 'items') return [{ property: lower ? 'minItems' : 'maxItems', value: whole, ...place }]
    return [{ property: lower ? 'minLength' : 'maxLength', value: whole, ...place }]
  }
  if (counts === null) return []
  if (type === 'integer' || limit.bound === 'min' || limit.bound === 'max') {
    return [{ property: lower ? 'minimum' : 'maximum', value: whole, ...place }]
  }
  return [{ property: lower ? 'exclusiveMinimum' : 'exclusiveMaximum', value: limit.amount, ...place }]
}

/** What a bare number bounds for a type; null when that cannot be told. */
function countedIn(type: ValueType | null): 'characters' | 'items' | 'value' | null {
  if (type === 'string') return 'characters'
  if (type === 'array') return 'items'
  return type === 'integer' || type === 'number' || type === 'decimal' ? 'value' : null
}

function countedBy(unit: string | undefined): Counted | null {
  if (unit === undefined) return null
  if (/^(?:digit|stellen|ziffern|d[ií]gito|자리|decimal|place|fraction|word|line|[kmg]i?b)/i.test(unit))
    return 'other'
  if (/^(?:char|letter|symbol|zeichen|buchstaben|car[aá]c|ký tự|[個个]?字|文字|글자|자$)/i.test(unit))
    return 'characters'
  return /^(?:item|element|entr|tag)/i.test(unit) ? 'items' : null
}

/** `positive`, `non-negative`, `not empty`, `not blank`, `trimmed`. */
function signWords(text: string, type: ValueType | null): readonly ValueFact[] {
  const facts: ValueFact[] = []
  const add = (
    pattern: RegExp,
    make: (place: { start: number; end: number }) => readonly ValueFact[],
  ): void => {
    const match = pattern.exec(text)
    if (match) facts.push(...make({ start: match.index, end: match.index + match[0].length }))
  }
  if (type === 'integer' || type === 'number' || type === 'decimal') {
    add(/\b(?:must be |strictly )?positive\b/i, (place) =>
      type === 'integer'
        ? [{ property: 'minimum', value: 1, ...place }]
        : [{ property: 'exclusiveMinimum', value: 0, ...place }],
    )
    add(/\bnon-?negative\b|\b(?:not|cannot|can't|never)(?: be)? negative\b/i, (place) => [
      { property: 'minimum', value: 0, ...place },
    ])
  }
  if (type === 'array')
    add(
      /\bat least one\b(?! of\b)|\bnon-?empty\b|\b(?:not|cannot|can't|never)(?: be)?(?: an?)? ?empty\b/i,
      (place) => (facts.length > 0 ? [] : [{ property: 'minItems', value: 1, ...place }]),
    )
  if (type === null || type === 'string') {
    add(/\bnon-?empty\b|\b(?:not|cannot|can't|never)(?: be)?(?: an?)? ?empty\b/i, (place) => [
      { property: 'minLength', value: 1, ...place },
      // A text of blanks is empty to whoever reads it.
      { property: 'notBlank', value: true, ...place },
    ])
    add(
      /\bnon-?(?:blank|whitespace)\b|\b(?:not|cannot|never)(?: be)? (?:empty or )?(?:just |only )?(?:blank|whitespace)(?:[- ]only)?\b/i,
      (place) => [{ property: 'notBlank', value: true, ...place }],
    )
    add(
      /(?<!after |before )\b(?:trimmed|stripped)\b(?! length)|\btrims?\b|\bwhitespace is removed\b/i,
      (place) => [{ property: 'trimmed', value: true, ...place }],
    )
  }
  return facts
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const number = Number(text.replace(/[,_]/g, ''))
  return Number.isFinite(number) ? number : null
}
