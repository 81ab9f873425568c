import type { Entity } from '../entity.js'
import { readTerm } from './arithmetic.js'
import { isTemporal, readTests } from './condition.js'
import { Cursor } from './cursor.js'
import { columnsOfFormula, type Formula } from './formula.js'

/** What may stand before a formula and only says that there is one. */
const LEADS = [
  'computed as',
  'computed from',
  'computed',
  'calculated as',
  'calculated from',
  'calculated',
  'derived as',
  'derived from',
  'derived',
  'virtual',
  'is',
  'equals',
  '=',
  ':',
  ',',
  '-',
  '–',
  '—',
  '→',
  'boolean',
  'bool',
  'integer',
  'int',
  'float',
  'string',
  'decimal',
  'flag',
  'field',
  'value',
  'nullable',
  'read-only',
  'readonly',
  'read only',
]

/** Clauses that add nothing to a formula, or what holds of it anyway. */
const REMARK =
  /^(?:it )?(?:is )?(?:(?:computed|calculated|derived|virtual)(?: (?:field|property|value|column|on read|at read time|at runtime|on the fly|by the (?:server|backend|service)))?|not (?:stored|persisted|saved)(?: in the database)?|never stored|(?:computed|derived|calculated),? (?:and )?(?:is )?(?:not|never) (?:stored|persisted|saved)|read-?only|(?:otherwise|else) (?:it is )?false|false otherwise|false else|nullable|null (?:when|if) [^.;]{0,60}(?:null|not set|no |missing|empty|without)[^.;]{0,40}|in (?:whole )?days|in (?:whole )?years|negative (?:when|if|once) [^.;]{0,40}(?:overdue|past|passed)[^.;]{0,20})$/i

const FLOORED =
  /^(?:never (?:negative|below (?:0|zero)|less than (?:0|zero))|(?:at least|minimum) (?:0|zero)|(?:0|zero) (?:when|if|once) [^.;]{0,40}(?:overdue|past|passed)[^.;]{0,20})$/i

const ROUNDED =
  /^(?:and )?(?:is )?round(?:ed)? (?:to|at) (\d|one|two|three|four|zero) (?:decimals?|decimal places?|digits?|places)$/i
const WHOLE = /^(?:and )?(?:is )?rounded(?: to (?:the nearest |a )?(?:integer|whole number))?$/i

const COUNTS: Readonly<Record<string, number>> = { zero: 0, one: 1, two: 2, three: 3, four: 4 }

/**
 * How a field follows from columns of its row, in the author's words:
 *
 *     true when due_date is before today and the task is not completed
 *     number of days from today until due_date; null when there is no due date
 *     net_amount + tax_amount - paid_amount
 *     First name and last name, separated by a space
 *     minutes divided by 60, rounded to two decimals
 *
 * @returns null where a word is left over, for then nobody knows what it says
 */
export function readFormula(text: string, entity: Entity, own: string): Formula | null {
  const { formula: said, remarks } = clausesOf(text)
  const cursor = new Cursor(said, entity, own)
  while (cursor.take(...LEADS) !== null);
  const formula = formulaAt(cursor)
  if (formula === null || !cursor.ended || columnsOfFormula(formula).length === 0) return null
  return remarks.reduce<Formula | null>(
    (made, remark) => (made === null ? null : remarked(made, remark)),
    formula,
  )
}

/** Where a clause ends: a full stop, or a comma before words that only add to the formula. */
const CLAUSE_END =
  /[.;](?:\s|$)|,\s(?=(?:and )?round|0 (?:when|if)|zero (?:when|if)|null (?:when|if)|never |otherwise|else |false otherwise|not stored|in (?:whole )?(?:days|years)|(?:not|never) (?:stored|persisted)|negative )|\s[—–]\s(?=(?:not|null|never|0|computed|derived|otherwise))/i

/** `(boolean, nullable)`. */
const TYPE_ASIDE = /^(?:[a-z]{1,12}(?:, |\/| \| )?){1,3}$/i

/** The clause that may be a formula, and what is said beside it. */
function clausesOf(text: string): { readonly formula: string; readonly remarks: readonly string[] } {
  const plain = text.replaceAll(/[`*]/g, '').trim()
  // `(boolean): …` and `… (computed)` stand beside the formula.
  const asides: string[] = []
  const bare = plain.replaceAll(
    /\((?:[a-z]{1,12}(?:, |\/| \| )?){1,3}\)|\([^()]{0,80}(?:computed|derived|calculated|stored)[^()]{0,40}\)/gi,
    (aside) => {
      asides.push(aside.slice(1, -1))
      return ' '
    },
  )
  const clauses = bare
    .split(CLAUSE_END)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  // `Computed, not stored. True when …`
  const formula = clauses.find((clause) => !REMARK.test(clause)) ?? ''
  const said = asides.filter((aside) => !TYPE_ASIDE.test(aside))
  return { formula, remarks: [...clauses.filter((clause) => clause !== formula), ...said].map(tidied) }
}

function tidied(remark: string): string {
  return remark.replace(/^(?:and|but|it is|this is)\s/i, '').trim()
}

function remarked(formula: Formula, remark: string): Formula | null {
  const places = ROUNDED.exec(remark)?.[1]?.toLowerCase()
  if (formula.kind === 'number' && places !== undefined)
    return { ...formula, decimals: COUNTS[places] ?? Number(places) }
  if (formula.kind === 'number' && WHOLE.test(remark)) return { ...formula, decimals: 0 }
  if (formula.kind === 'days' && FLOORED.test(remark)) return { ...formula, floored: true }
  return REMARK.test(remark) ? formula : null
}

function formulaAt(cursor: Cursor): Formula | null {
  return (
    cursor.try(() => holds(cursor)) ??
    cursor.try(() => days(cursor)) ??
    cursor.try(() => years(cursor)) ??
    cursor.try(() => joined(cursor)) ??
    cursor.try(() => number(cursor))
  )
}

function holds(cursor: Cursor): Formula | null {
  const opened = cursor.take(
    'true when',
    'true if',
    'true iff',
    'true only when',
    'true only if',
    'true once',
    'true while',
    'whether',
    'when',
    'if',
  )
  const tests = opened === null ? null : readTests(cursor)
  return tests === null || !cursor.ended ? null : { kind: 'holds', tests }
}

const TODAY = ['today', 'now', 'the current date', 'the present day', 'current date', 'the current day']

function days(cursor: Cursor): Formula | null {
  const opened = cursor.take(
    'number of days',
    'the number of days',
    'number of whole days',
    'whole days',
    'days',
    'how many days',
    'days left',
    'days remaining',
    'number of days left',
    'number of days remaining',
  )
  if (opened === null) return difference(cursor)
  const made = (direction: 'until' | 'since'): Formula | null => {
    const column = cursor.column()
    if (column === null || !isTemporal(column)) return null
    if (direction === 'since') cursor.take('until today', 'to today', 'until now', 'and today', 'to now')
    return cursor.ended ? { kind: 'days', direction, column: column.name, floored: false } : null
  }
  if (cursor.take('from', 'between') !== null) {
    if (cursor.take(...TODAY) !== null)
      return cursor.take('until', 'to', 'and', 'till') === null ? null : made('until')
    return made('since')
  }
  if (cursor.take('until', 'till', 'before', 'to', 'remaining until', 'left until') !== null)
    return made('until')
  return cursor.take('since', 'after', 'past') === null ? null : made('since')
}

/** `due_date - today`, `today - created_at`. */
function difference(cursor: Cursor): Formula | null {
  if (cursor.take(...TODAY) !== null) {
    const column = cursor.take('-', '−', '–', 'minus') === null ? null : cursor.column()
    return column === null || !isTemporal(column)
      ? null
      : { kind: 'days', direction: 'since', column: column.name, floored: false }
  }
  const column = cursor.column()
  if (column === null || !isTemporal(column) || cursor.take('-', '−', '–', 'minus') === null) return null
  return cursor.take(...TODAY) === null
    ? null
    : { kind: 'days', direction: 'until', column: column.name, floored: false }
}

function years(cursor: Cursor): Formula | null {
  cursor.take('the', 'current')
  if (
    cursor.take(
      'age in years',
      'age in whole years',
      'whole years',
      'number of years',
      'full years',
      'years',
      'age',
    ) === null
  )
    return null
  cursor.take(',')
  cursor.take('computed', 'calculated', 'derived')
  if (cursor.take('since', 'from', 'based on', 'by') === null) return null
  const column = cursor.column()
  if (column?.type !== 'date') return null
  cursor.take('until today', 'to today')
  return { kind: 'years', column: column.name }
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['space', ' '],
  ['blank', ' '],
  ['comma', ', '],
  ['hyphen', '-'],
  ['dash', '-'],
])

/** `first_name + " " + last_name`, `First name and last name, separated by a space`, `first_name followed by last_name`. */
function joined(cursor: Cursor): Formula | null {
  const opened = cursor.take(
    'concatenation of',
    'the concatenation of',
    'concatenate',
    'concatenated',
    'concat (',
    'combination of',
    'combined from',
  )
  const columns: string[] = []
  let separator: string | null = null
  for (;;) {
    const column = cursor.column()
    if (column === null || (column.type !== 'string' && column.type !== 'enum')) return null
    columns.push(column.name)
    if (cursor.take('+') !== null) {
      const between = cursor.quoted ? cursor.token(({ text }) => text) : null
      if (between === null || cursor.take('+') === null) return null
      if (separator !== null && between !== separator) return null
      separator = between
      continue
    }
    if (cursor.take('and', ',', '&', 'followed by', 'plus') === null) break
    if (cursor.next === 'separated' || cursor.next === 'joined') break
  }
  cursor.take(')')
  if (columns.length < 2) return null
  const named = cursor.try(() => {
    cursor.take(',')
    if (cursor.take('separated by', 'joined by', 'joined with', 'with') === null) return null
    cursor.take('a', 'an', 'one', 'a single', 'one single')
    return cursor.token(({ text }) => SEPARATORS.get(text) ?? null)
  })
  // Names of people stand beside each other with a space; of anything else nobody said what is between.
  const between = named ?? separator ?? (opened === null ? null : ' ')
  return between === null ? null : { kind: 'joined', columns, separator: between }
}

function number(cursor: Cursor): Formula | null {
  const term = readTerm(cursor)
  if (term === null || term.kind !== 'operation') return null
  const formula: Formula = { kind: 'number', term, decimals: null }
  const types = new Set(
    cursor.columns.filter(({ name }) => columnsOfFormula(formula).includes(name)).map(({ type }) => type),
  )
  // Money and floats do not mix.
  return types.has('decimal') && types.has('number') ? null : formula
}
