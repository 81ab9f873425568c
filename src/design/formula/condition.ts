import { fold, words } from '../canonical-name.js'
import type { Field } from '../entity.js'
import type { Cursor } from './cursor.js'
import type { FormulaTest } from './formula.js'

const ORDERS = [
  [
    'atLeast',
    [
      'at least',
      'is at least',
      '> =',
      'is > =',
      '≥',
      'greater than or equal to',
      'is greater than or equal to',
    ],
  ],
  [
    'atMost',
    ['at most', 'is at most', '< =', 'is < =', '≤', 'less than or equal to', 'is less than or equal to'],
  ],
  [
    'greater',
    [
      '>',
      'is >',
      'greater than',
      'is greater than',
      'more than',
      'is more than',
      'exceeds',
      'is above',
      'is over',
    ],
  ],
  ['less', ['<', 'is <', 'less than', 'is less than', 'is below', 'is under']],
] as const

const PAST = [
  'is in the past',
  'in the past',
  'has passed',
  'has already passed',
  'is past',
  'is before today',
  'before today',
  'is earlier than today',
  'is before the current date',
  'is before the current day',
  'is before now',
  'is before the current time',
  'is earlier than now',
  'is earlier than the current date',
  'is less than today',
  'is less than the current date',
  'has gone by',
  '< today',
  '< now',
  '< now ( )',
  '< current date',
  '< current_date',
  'precedes today',
] as const

const FUTURE = [
  'is in the future',
  'in the future',
  'is after today',
  'is later than today',
  'is after now',
  'is after the current date',
  '> today',
  '> now',
  '> now ( )',
] as const

const ABSENT = [
  'is null',
  'is not set',
  'is empty',
  'is missing',
  'is unset',
  '= = null',
  '= null',
  'is absent',
]
const THERE = ['is not null', 'is set', 'is given', 'is present', 'is not empty', 'exists', '! = null']
const NOT_EQUAL = [
  'is not',
  '! =',
  '! = =',
  '≠',
  'is not equal to',
  'does not equal',
  "isn't",
  'is different from',
  '< >',
]
const EQUAL = ['is', '=', '= =', '= = =', 'equals', 'is equal to', 'is set to']

/** The most values that one comparison excludes. */
const MOST_VALUES = 20

/** Adjectives that say of a flag that it is set, beside its own word. */
const DONE = new Set(['complete', 'completed', 'done', 'finished'])

/**
 * Tests that must all hold: `due_date is before today and the task is not completed`; null where a word is not
 * understood.
 */
export function readTests(cursor: Cursor): readonly FormulaTest[] | null {
  const tests: FormulaTest[] = []
  for (;;) {
    const found = cursor.try(() => test(cursor))
    if (found === null) return null
    tests.push(...found)
    if (cursor.take(', and', ', but', 'and', 'but', '& &', ',') === null) return tests
  }
}

function test(cursor: Cursor): readonly FormulaTest[] | null {
  return (
    cursor.try(() => comparison(cursor)) ??
    cursor.try(() => ofRow(cursor)) ??
    cursor.try(() => bareFlag(cursor))
  )
}

function comparison(cursor: Cursor): readonly FormulaTest[] | null {
  const column = cursor.column()
  if (column === null) return null
  const { name } = column
  if (isTemporal(column)) {
    if (cursor.take(...PAST) !== null) return [{ column: name, is: 'past' }]
    if (cursor.take(...FUTURE) !== null) return [{ column: name, is: 'future' }]
  }
  if (cursor.take(...THERE) !== null) return [{ column: name, is: 'notNull' }]
  if (cursor.take(...ABSENT) !== null) return [{ column: name, is: 'null' }]
  if (isNumeric(column)) {
    for (const [is, phrases] of ORDERS) {
      const than = cursor.try(() => (cursor.take(...phrases) === null ? null : bound(cursor)))
      if (than !== null) return [{ column: name, is, than }]
    }
  }
  const negated = cursor.take(...NOT_EQUAL) !== null
  if (!negated && cursor.take(...EQUAL) === null)
    return column.type === 'boolean' ? [{ column: name, is: 'equal', value: true }] : null
  const first = read(cursor, column)
  if (first === null) return null
  const others: (string | number | boolean)[] = []
  while (others.length < MOST_VALUES) {
    const other = cursor.try(() =>
      negated && cursor.take('or', 'nor') !== null ? read(cursor, column) : null,
    )
    if (other === null) break
    others.push(other)
  }
  return [first, ...others].map((each) => ({ column: name, is: negated ? 'notEqual' : 'equal', value: each }))
}

function bound(cursor: Cursor): number | { readonly column: string } | null {
  const number = cursor.token(({ kind, text }) => (kind === 'number' ? Number(text) : null))
  if (number !== null) return number
  const column = cursor.column()
  return column === null || !isNumeric(column) ? null : { column: column.name }
}

/** `the task is not completed`, `not completed`, `it is still open`. */
function ofRow(cursor: Cursor): readonly FormulaTest[] | null {
  if (cursor.row() && cursor.take('is', 'has been', 'was') === null) return null
  const negated = cursor.take('not', 'not yet', 'has not been', 'is not', "isn't") !== null
  cursor.take('yet', 'still', 'already', 'marked as', 'marked')
  const said = cursor.token(({ kind, text }) => (kind === 'word' ? text : null))
  return said === null ? null : adjective(cursor.columns, said, negated)
}

/** What an adjective says of the one column that knows it: `completed` of `is_completed`, or of a state. */
function adjective(columns: readonly Field[], said: string, negated: boolean): readonly FormulaTest[] | null {
  const flags = columns.filter(({ name, type }) => type === 'boolean' && means(name, said))
  const [flag, ...more] = flags
  if (flag !== undefined)
    return more.length > 0 ? null : [{ column: flag.name, is: 'equal', value: !negated }]
  const states = columns.flatMap((column) =>
    (column.enum ?? []).filter((value) => fold(value) === fold(said)).map((value) => ({ column, value })),
  )
  const [state, ...others] = states
  if (state === undefined || others.length > 0) return null
  return [{ column: state.column.name, is: negated ? 'notEqual' : 'equal', value: state.value }]
}

function means(flag: string, said: string): boolean {
  const own = words(flag)
    .filter((word) => word !== 'is' && word !== 'has')
    .join('')
  return own === said || (DONE.has(own) && DONE.has(said))
}

function bareFlag(cursor: Cursor): readonly FormulaTest[] | null {
  const negated = cursor.take('not', '!') !== null
  const column = cursor.column()
  return column?.type === 'boolean' ? [{ column: column.name, is: 'equal', value: !negated }] : null
}

/** A value in the column's own words. */
function read(cursor: Cursor, column: Field): string | number | boolean | null {
  const marked = cursor.take("'", '‘') !== null
  const value = cursor.token(({ kind, text, written }): string | number | boolean | null => {
    if (column.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : null
    if (column.enum !== null) return column.enum.find((member) => fold(member) === fold(text)) ?? null
    if (isNumeric(column)) return kind === 'number' ? Number(text) : null
    return column.type === 'string' && kind === 'quoted' ? written.slice(1, -1) : null
  })
  if (marked && cursor.take("'", '’') === null) return null
  return value
}

/** Whether a column holds days or moments. */
export function isTemporal({ type }: Field): boolean {
  return type === 'date' || type === 'datetime'
}

/** Whether a column holds numbers. */
export function isNumeric({ type, references, primaryKey }: Field): boolean {
  return ['integer', 'number', 'decimal'].includes(type) && references === null && !primaryKey
}
