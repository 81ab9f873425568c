import { isNumeric } from './condition.js'
import type { Cursor } from './cursor.js'
import type { Term } from './formula.js'

const SUMS: Readonly<Record<string, '+' | '-'>> = {
  '+': '+',
  plus: '+',
  '-': '-',
  '–': '-',
  '−': '-',
  minus: '-',
}
const PRODUCTS: Readonly<Record<string, '*' | '/'>> = {
  '*': '*',
  '×': '*',
  x: '*',
  times: '*',
  'multiplied by': '*',
  '/': '/',
  '÷': '/',
  'divided by': '/',
}

/** The deepest brackets that are read. */
const DEEPEST = 4

/** `net_amount + tax_amount - paid_amount`, `minutes divided by 60`; null where a word is not understood. */
export function readTerm(cursor: Cursor, depth = 0): Term | null {
  let left = product(cursor, depth)
  while (left !== null) {
    const operator = SUMS[cursor.take(...Object.keys(SUMS)) ?? '']
    if (operator === undefined) return left
    const right = product(cursor, depth)
    left = right === null ? null : { kind: 'operation', operator, left, right }
  }
  return null
}

function product(cursor: Cursor, depth: number): Term | null {
  let left = factor(cursor, depth)
  while (left !== null) {
    const operator = PRODUCTS[cursor.take(...Object.keys(PRODUCTS)) ?? '']
    if (operator === undefined) return left
    const right = factor(cursor, depth)
    // What a division by a column gives where that is 0, no grammar can tell.
    if (operator === '/' && (right?.kind !== 'number' || right.value === 0)) return null
    left = right === null ? null : { kind: 'operation', operator, left, right }
  }
  return null
}

function factor(cursor: Cursor, depth: number): Term | null {
  if (depth < DEEPEST && cursor.take('(') !== null) {
    const inner = readTerm(cursor, depth + 1)
    return inner === null || cursor.take(')') === null ? null : inner
  }
  const value = cursor.token(({ kind, text }) => (kind === 'number' ? Number(text) : null))
  if (value !== null) return { kind: 'number', value }
  const column = cursor.column()
  return column !== null && isNumeric(column) ? { kind: 'column', column: column.name } : null
}
