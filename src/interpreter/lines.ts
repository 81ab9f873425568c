import type { Factor } from '../design/expression.js'
import { boundRows, type Execution } from './execution.js'
import { columnOf, isSame, type Row, type Stored } from './stored.js'

/** The elements of an array in the body. */
export function elementsOf({ input }: Execution, list: string): readonly Stored[] {
  const value = input.body.get(list) ?? null
  return Array.isArray(value) ? value : []
}

/** A member of an element; null when it has none of that name. */
export function memberOf(element: Stored, name: string): Stored {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return null
  return Object.entries(element).find(([own]) => own === name)?.[1] ?? null
}

/** The found row whose key an element holds. */
export function foundRow(
  execution: Execution,
  rows: string,
  element: Stored,
  member: string,
): Row | undefined {
  const wanted = memberOf(element, member)
  const { rows: found, field } = boundRows(execution, rows)
  return found.find((row) => isSame(columnOf(row, field ?? 'id'), wanted))
}

/** The product of values of one element; a single value of any type is itself. */
export function productOf(execution: Execution, element: Stored, factors: readonly Factor[]): Stored {
  const values = factors.map((factor): Stored => {
    if (factor.from === 'element') return memberOf(element, factor.name)
    const row = foundRow(execution, factor.rows, element, factor.member)
    return row === undefined ? null : columnOf(row, factor.field)
  })
  const [only, ...more] = values
  if (more.length === 0) return only ?? null
  return rounded(values.reduce((whole: number, value) => whole * Number(value), 1))
}

/** The sum over the elements of these products. */
export function sumEach(execution: Execution, list: string, factors: readonly Factor[]): number {
  return rounded(
    elementsOf(execution, list).reduce(
      (total: number, element) => total + Number(productOf(execution, element, factors)),
      0,
    ),
  )
}

/** Sums of money are exact; those of binary fractions are not. */
function rounded(value: number): number {
  return Number(value.toFixed(10))
}
