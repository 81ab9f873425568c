import { HIGH, LOW } from '../../design/bound-words.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Parameter } from '../../design/operation.js'
import type { Filter } from '../../design/step.js'
import { wordsOf } from '../naming.js'

/** Words of names that tell a kind of value, not which one. */
const GENERIC: ReadonlySet<string> = new Set('date time day datetime at on value range'.split(' '))

const ORDERED: ReadonlySet<string> = new Set(['integer', 'number', 'decimal', 'datetime', 'date', 'time'])

/** Words of a description that tell on which side of the value rows are. */
const SAYS_LOW =
  /\b(?:on or after|at or after|since|starting (?:from|on|at)|no earlier than|not before|at least|lowest|lower bound|minimum|earliest|greater than or equal|or (?:later|more|higher))\b|>=|≥/i
const SAYS_HIGH =
  /\b(?:on or before|at or before|until|up to|no later than|not after|at most|highest|upper bound|maximum|latest|less than or equal|or (?:earlier|less|lower))\b|<=|≤/i

/** Bounds that are no part of the range cannot be built. */
const EXCLUSIVE = /\bexclusive(?:ly)?\b|\bstrictly\b|\b(?:not|without) including\b|\bexcluding\b/i

/** A column and the side of it that a parameter bounds. */
interface Bound {
  readonly column: Field
  readonly comparison: Filter['comparison']
}

/** Whether the words of a parameter bound a value, whatever its name says. */
export function saysBound({ description, type }: Parameter): boolean {
  const said = description ?? ''
  return ORDERED.has(type) && SAYS_LOW.test(said) !== SAYS_HIGH.test(said)
}

/**
 * The ordered column that a parameter bounds: `min_price`, `due_from`, `created_before`; `from` and `start_date` where the
 * description names the column (`only loans due on or after this date`). Null where no word, or more than one column, is meant.
 */
export function boundOf(entity: Entity, parameter: Parameter): Bound | null {
  const words = wordsOf(parameter.name)
  const said = parameter.description ?? ''
  const named = sideOf(
    words.some((word) => LOW.has(word)),
    words.some((word) => HIGH.has(word)),
  )
  const told = sideOf(SAYS_LOW.test(said), SAYS_HIGH.test(said))
  const side = named ?? told
  if (side === null || (told !== null && told !== side) || EXCLUSIVE.test(said)) return null
  // A parameter with the whole name of a column bounds it only where words say so.
  const own = entity.fields.find((field) => wordsOf(field.name).join() === words.join())
  if (own !== undefined && told === null) return null
  const column = columnOf(entity, parameter, words)
  return column === null ? null : { column, comparison: side === 'low' ? 'atLeast' : 'atMost' }
}

function sideOf(low: boolean, high: boolean): 'low' | 'high' | null {
  if (low === high) return null
  return low ? 'low' : 'high'
}

function columnOf(entity: Entity, parameter: Parameter, words: readonly string[]): Field | null {
  const ordered = entity.fields.filter((field) => ORDERED.has(field.type) && fits(field, parameter))
  const rest = words.filter((word) => !LOW.has(word) && !HIGH.has(word))
  const exact = ordered.filter((field) => wordsOf(field.name).join() === rest.join())
  if (exact.length > 0) return only(exact)
  const telling = rest.filter((word) => !GENERIC.has(word))
  if (telling.length > 0)
    return only(ordered.filter((field) => telling.every((word) => wordsOf(field.name).includes(word))))
  const described = ordered.filter((field) => isNamedIn(parameter.description ?? '', field))
  if (described.length > 0) return only(described)
  // `from` and `to` without a type are what they bound: rows with one day or moment leave no doubt.
  if (!isDay(parameter) && (parameter.type !== 'string' || rest.length > 0 || isOther(parameter))) return null
  const moments = ordered.filter((field) => isDay(field) && !isStamp(field))
  const dates = moments.filter(({ name }) => !/^created/i.test(name))
  // `start_date` over rows without a date of their own means when they were made, else the day that they are of.
  return only(
    dates.length === 0 ? moments : dates.filter((field) => dates.length === 1 && isOwnDay(entity, field)),
  )
}

/** Whether a description tells what a parameter is, and that is no day. */
function isOther({ description }: Parameter): boolean {
  return description !== null && !/\b(?:dates?|days?|times?|range|moments?|period)\b/i.test(description)
}

/** What happens to rows on the day that they are of. */
const HAPPENS: ReadonlySet<string> = new Set(
  'occurr happen perform record logg held schedul plann measur taken don start'.split(' '),
)

/** Whether a column is called after nothing but the rows that have it, or that they happen: `loan_date` of a loan, `visited_on` of a visit, `date`. */
function isOwnDay(entity: Entity, { name }: Field): boolean {
  const own = new Set(wordsOf(entity.name).map(stem))
  return wordsOf(name).every((word) => GENERIC.has(word) || own.has(stem(word)) || HAPPENS.has(stem(word)))
}

function only(columns: readonly Field[]): Field | null {
  const [column, ...more] = columns
  return column === undefined || more.length > 0 ? null : column
}

function isDay({ type }: Pick<Parameter, 'type'>): boolean {
  return type === 'date' || type === 'datetime'
}

/** A moment at which something happened to the row, beside that of its making: `updated_at`, `approved_at`. */
function isStamp({ name, type, nullable, touched }: Field): boolean {
  return touched || /^updated/i.test(name) || (type === 'datetime' && nullable && /_?at$/i.test(name))
}

/** Days and moments bound each other; numbers and texts that hold any bound numbers. */
function fits(field: Field, { type }: Parameter): boolean {
  if (isDay(field)) return isDay({ type }) || type === 'string'
  if (field.type === 'time') return type === 'time' || type === 'string'
  return !isDay({ type })
}

/** Whether a description speaks of a column: `loans due on or after` of `due_date`, `stays that start` of `starts_at`. */
function isNamedIn(description: string, { name }: Field): boolean {
  const said = new Set(wordsOf(description).map(stem))
  const telling = wordsOf(name).filter((word) => !GENERIC.has(word))
  const wanted = telling.length > 0 ? telling : wordsOf(name)
  return wanted.every((word) => said.has(stem(word)))
}

/** A word without its ending: `starts`, `starting` and `start` are one, and so are `created` and `creation`. */
function stem(word: string): string {
  return word.replace(/(?:ing|ion|ed|es|s|e|d)$/, '')
}
