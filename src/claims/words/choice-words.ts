import type { JsonValue } from '../json.js'
import type { ValueFact } from './fact.js'
import { namesPresent, presentWords } from './present-words.js'

const ONE = String.raw`["'\`“”]?[A-Za-z_][\w.-]{0,60}["'\`“”]?(?: \(default\))?`

const QUOTED = String.raw`["'][A-Za-z_][\w-]{0,60}["'](?: \(default\))?`

/** Forms of a closed set of values. */
const SETS: readonly RegExp[] = [
  // "all" (default), "open" or "closed"
  new RegExp(String.raw`(${QUOTED}(?:(?:, ?(?:or |and )?| or )${QUOTED}){1,60})`, 'g'),
  // low|medium|high, "low" | "medium", low/medium/high
  new RegExp(String.raw`(?<![\w/|.])(${ONE}(?: ?\| ?${ONE}){1,60})(?![\w/])`, 'g'),
  // enum(low, medium), Literal["low", "medium"], one of: low, medium or high; allowed values: …
  new RegExp(
    String.raw`\b(?:enum|literal|one of|allowed(?: values)?|valid(?: values)?|possible(?: values)?|options?|values?|either|sort(?:ed)? by(?: field)?|fields?|sort order|order|direction|can be|must be)(?![\w-])(?: are| is)? ?[:=]? ?[([]?((?:${ONE})(?:(?:, (?:or |and )?|,| or | \/ |\/)(?:${ONE})){1,60})[)\]]?`,
    'gi',
  ),
  // (asc, desc) as a remark of its own
  new RegExp(String.raw`[([]((?:${ONE})(?:(?:, ?(?:or )?| or |\/)(?:${ONE})){1,60})[)\]]`, 'g'),
]

/** Words that a type is written with, not values of a field. */
const NOT_VALUES =
  /^(?:null|string|str|integer|int|number|float|boolean|bool|array|list|object|uuid|date|datetime|optional|required|true|false|any|undefined|text|decimal|and|or|nullable|unique|indexed|auto|generated|readonly|e\.g\.?|i\.e\.?|eg|ie|etc|max|min|default|case-insensitive|case-sensitive|partial|match|iso|yes|no)$/i

/** `FR-002`, `US-1`: where the words come from, no value. */
const REFERENCE = /^[A-Z]{2,4}-?\d{1,4}[a-z]?$/

/** Whether a list is a few of many: `e.g. "red", "blue"`, `such as …`, `"red", "blue", etc.`. */
function areExamples(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start)
  return (
    /(?:\be\.?g\.?|\bsuch as|\blike|\bfor example|\bfor instance|\bincluding|\bi\.e\.)[,:]? ?[([]?["'`]?$/i.test(
      before,
    ) || /^["'`]?(?:, ?|,? (?:and|or) )?(?:etc\b|\.\.\.|…|and (?:so on|others|more)\b)/i.test(text.slice(end))
  )
}

/**
 * The closed set of values that words state: `low|medium|high`, `one of: open, closed`, `enum("a", "b")`,
 * `Sort order (asc, desc)`.
 */
export function choiceWords(text: string): ValueFact | null {
  for (const pattern of SETS) {
    for (const match of text.matchAll(pattern)) {
      const list = match[1] ?? ''
      const values = list
        .split(/ ?\| ?|, ?(?:or |and )?| or | ?\/ ?/)
        .map((each) =>
          each
            .replace(' (default)', '')
            .replace(/["'`“”]/g, '')
            .trim()
            // The end of the sentence.
            .replace(/\.$/, ''),
        )
        .filter((each) => each !== 'null' && each !== 'None')
      if (values.length < 2 || values.some((each) => each === '' || NOT_VALUES.test(each))) continue
      if (new Set(values).size !== values.length) continue
      const start = match.index + match[0].indexOf(list)
      if (areExamples(text, start, start + list.length) || values.every((each) => REFERENCE.test(each)))
        continue
      return { property: 'enum', value: values, start, end: start + list.length }
    }
  }
  return null
}

/** What stands between the word and the value: `defaults to `, `Default: `. */
const BEFORE_DEFAULT = /\b(?:defaults?(?: value)?(?: is| to| of|:| =|=)?|starts as)[: ]{0,2}["'`]?/i

const DEFAULT =
  /\b(?:defaults?(?: value)?(?: is| to| of|:| =|=)?|starts as)[: ]{0,2}((?:"[^"]{0,120}")|(?:'[^']{0,120}')|(?:`[^`]{0,120}`)|(?:\[\])|(?:\{\})|(?:-?\d{1,15}(?:\.\d{1,10})?)(?![\w-])|(?:[A-Za-z_](?:[\w.-]{0,79}[\w-])?(?:\(\))?))/i

/** The value of a new row: `server-managed; true on create`, `0 at creation`. */
const AT_START =
  /(?<=^|[;,.(—–] ?)["'`]?(true|false|-?\d{1,15}|(?<=["'`])[a-z]\w{0,40}(?=["'`]))["'`]? (?:on|at|upon) (?:create|creation|insert(?:ion)?)\b/i

const NOT_DEFAULTS =
  /^(?:value|values|is|are|was|were|be|will|should|must|may|can|has|have|with|at|where|which|that|this|these|its|their|not|only|also|applies|apply|handled|set|to|sort|sorting|order|if|when|for|the|a|an|by|and|or|behaviou?r|limit|page|state|view|status|database|generated|server|in|on|from|of|settings?|ordering)$/i

/** What is empty, by the words behind it: `defaults to an empty list`. */
const EMPTY: readonly (readonly [RegExp, JsonValue])[] = [
  [/^ (?:arrays?|lists?)\b/i, []],
  [/^ (?:objects?|dict\w{0,6}|maps?)\b/i, {}],
  [/^ (?:strings?|texts?)\b/i, ''],
]

/**
 * The default that words state: `default: 20`, `(default "open")`, `defaults to now`, `true on create`.
 *
 * @returns a `default`, or `generated` for `now`, a new UUID and the next number
 */
export function defaultWords(text: string): ValueFact | null {
  const standing = /["'`]?([A-Za-z_][\w-]{0,60})["'`]? \(default\)/.exec(text)
  if (standing?.[1] !== undefined && !NOT_VALUES.test(standing[1])) {
    const place = { start: standing.index, end: standing.index + standing[0].length }
    return { property: 'default', value: standing[1], ...place }
  }
  const begun = AT_START.exec(text)
  if (begun?.[1] !== undefined && !DEFAULT.test(text)) {
    const place = { start: begun.index, end: begun.index + begun[0].length }
    return { property: 'default', value: literalOf(begun[1]), ...place }
  }
  const present = presentDefault(text)
  if (present !== null) return present
  const match = DEFAULT.exec(text)
  const written = match?.[1]
  if (!match || written === undefined || NOT_DEFAULTS.test(written)) return null
  const start = match.index
  const end = match.index + match[0].length
  const generated = generatedBy(written)
  if (generated) return { property: 'generated', value: generated, start, end }
  if (/^empty$/i.test(written)) {
    const [kind, value] = EMPTY.find(([words]) => words.test(text.slice(end))) ?? []
    return kind === undefined || value === undefined ? null : { property: 'default', value, start, end }
  }
  if (/^(?:none|null|nil)$/i.test(written)) return { property: 'default', value: null, start, end }
  return { property: 'default', value: literalOf(written), start, end }
}

/** `defaults to today`, `default: the current date and time`. */
function presentDefault(text: string): ValueFact | null {
  const before = BEFORE_DEFAULT.exec(text)
  if (before === null) return null
  const value = before.index + before[0].length
  const length = presentWords(text.slice(value))
  return length === 0
    ? null
    : { property: 'generated', value: 'now', start: before.index, end: value + length }
}

function generatedBy(written: string): 'now' | 'uuid' | 'autoincrement' | null {
  if (namesPresent(written)) return 'now'
  if (/^(?:uuid4?|uuid_generate_v4|gen_random_uuid|uuid\.uuid4)(?:\(\))?$/i.test(written)) return 'uuid'
  return /^auto[-_ ]?increment/i.test(written) ? 'autoincrement' : null
}

/** A literal as people write it: `20`, `true`, `"open"`, `open`, `[]`. */
export function literalOf(written: string): JsonValue {
  const text = written.trim()
  if (/^-?\d{1,15}(?:\.\d{1,10})?$/.test(text)) return Number(text)
  if (/^true$/i.test(text)) return true
  if (/^false$/i.test(text)) return false
  if (/^(?:null|none)$/i.test(text)) return null
  if (text === '[]') return []
  if (text === '{}') return {}
  return text.replace(/^["'`]|["'`]$/g, '')
}
