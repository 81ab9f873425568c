import type { Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { BodyField } from '../../design/operation.js'
import { sequenceParts } from '../../design/sequence.js'
import type { ValueRules } from '../../design/value.js'
import { wordsOf } from '../naming.js'

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'number', 'decimal'])
const PRICE = /^(?:price|rate|cost|amount|fee|fare|charge)$/
const COUNT = /^(?:quantity|qty|count|units?|copies|pieces|number|nights|hours|days)$/

const PRODUCT = /[×*]| x |\btimes\b|\bmultipl|\bproducts? of\b/i

/**
 * The value that the service gives a new row's column by itself: the next text of
 * a sequence, or a sum over the lines that the body holds.
 *
 * @returns null when the documents say of the column neither
 */
export function computedValue(column: Field, body: readonly BodyField[]): Expression | null {
  const parts =
    column.sequence === undefined || column.sequence === null ? null : sequenceParts(column.sequence)
  return parts === null ? totalOf(column, body) : { kind: 'sequence', parts }
}

/**
 * The sum that a total is: of price times quantity over the one array of objects in the body, or of the fields that the
 * author's words name (`sum of quantity × unit_price`).
 */
function totalOf(column: Field, body: readonly BodyField[]): Expression | null {
  if (!NUMERIC.has(column.type)) return null
  const calculated = column.calculated ?? null
  const names = wordsOf(column.name)
  const isTotal = names.some((word) => /^(?:total|subtotal|sum|amount)$/.test(word))
  if (calculated === null && !isTotal) return null
  const lists = body.filter((field) => field.required && numbersOf(field).length > 0)
  const [list, ...more] = lists
  if (list === undefined || more.length > 0) return null
  const numbers = numbersOf(list)
  const named = numbers.filter((name) => says(calculated ?? '', name))
  const prices = numbers.filter((name) => wordsOf(name).some((word) => PRICE.test(word)))
  const counts = numbers.filter((name) => wordsOf(name).some((word) => COUNT.test(word)))
  const ofCounts = names.some((word) => COUNT.test(word) || word === 'items')
  if (named.length === 2 && PRODUCT.test(calculated ?? ''))
    return { kind: 'sum', list: list.name, factors: named }
  if (named.length === 1) return { kind: 'sum', list: list.name, factors: complete(named, prices, counts) }
  if (ofCounts && counts.length === 1) return { kind: 'sum', list: list.name, factors: counts }
  if (prices.length !== 1 || counts.length > 1) return null
  return { kind: 'sum', list: list.name, factors: [...prices, ...counts] }
}

/** A price that words name alone is still multiplied by how many there are. */
function complete(
  named: readonly string[],
  prices: readonly string[],
  counts: readonly string[],
): readonly string[] {
  const [only, ...more] = named
  if (only === undefined || more.length > 0 || !prices.includes(only) || counts.length !== 1) return named
  return [only, ...counts]
}

/** Required numbers of the objects that an array holds. */
function numbersOf({ type, items }: ValueRules): readonly string[] {
  if (type !== 'array') return []
  return (items?.properties ?? [])
    .filter((property) => property.required && NUMERIC.has(property.type))
    .map(({ name }) => name)
}

/** Whether a text names a field, whole. */
function says(text: string, name: string): boolean {
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(name).join(' ')} `)
}

/** The body with money in its lines where a total of money is computed from them. */
export function withMoney(body: readonly BodyField[], sums: readonly Extract<Expression, { kind: 'sum' }>[]) {
  return body.map((field): BodyField => {
    const sum = sums.find(({ list }) => list === field.name)
    if (sum === undefined || field.items === null || field.items.properties === null) return field
    const properties = field.items.properties.map((property) =>
      sum.factors.includes(property.name) && property.type === 'number'
        ? { ...property, type: 'decimal' as const }
        : property,
    )
    return { ...field, items: { ...field.items, properties } }
  })
}
