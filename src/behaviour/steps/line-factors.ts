import type { Entity, Field } from '../../design/entity.js'
import type { Factor } from '../../design/expression.js'
import type { PropertyRules } from '../../design/value.js'
import { columnNamed } from '../column.js'
import { singular, wordsOf } from '../naming.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { Referred } from './lines.js'
import { withoutKept } from './snapshot.js'
import { COUNT } from './take.js'

/** What the columns of the rows of an array may be filled from. */
export interface LineSource {
  readonly child: Entity
  /** The column that ties a row to the new one. */
  readonly tie: Field
  readonly members: readonly PropertyRules[]
  readonly target: Referred | null
}

type Values = readonly { readonly field: string; readonly factors: readonly Factor[] }[]

/**
 * The values of a row made from an element: the element's members, snapshots of what it refers to
 * (`unit_price` ← `price`, `product_name` ← `name`), and the product of price and count (`subtotal`).
 */
export function lineFactors(source: LineSource): Built<Values> {
  const { child, tie, members } = source
  const values = new Map<string, readonly Factor[]>()
  for (const member of members) {
    const column = columnNamed(child, member.name)
    if (column === null || column === tie)
      return unbuilt(`the member "${member.name}" of its elements is no column of ${child.name}`)
    if ((!member.required || member.nullable) && !column.nullable)
      return unbuilt(`the member "${member.name}" may be absent, and ${child.name}.${column.name} may not`)
    values.set(column.name, [{ from: 'element', name: member.name }])
  }
  for (const column of child.fields) {
    if (values.has(column.name) || column === tie) continue
    const snapshot = snapshotOf(source, column)
    if (snapshot !== null) values.set(column.name, [snapshot])
  }
  for (const column of child.fields) {
    if (values.has(column.name) || column === tie) continue
    const product = productOf(source, column, values)
    if (product !== null) values.set(column.name, product)
    else if (!isFilled(column)) return unbuilt(`nothing gives ${child.name}.${column.name} its value`)
  }
  return built([...values].map(([field, factors]) => ({ field, factors })))
}

/** Whether the table fills a column by itself. */
function isFilled(column: Field): boolean {
  return column.generated !== null || column.default !== null || column.nullable || column.primaryKey
}

function snapshotOf({ target }: LineSource, column: Field): Factor | null {
  if (target === null || column.references !== null || column.primaryKey) return null
  const core = withoutKept(column.name, target.entity)
  const says = core.length < wordsOf(column.name).length
  // A column of the same name is a copy where nothing else can fill it.
  if (!says && isFilled(column)) return null
  const held = target.entity.fields.find(
    (field) =>
      !field.primaryKey &&
      field.type === column.type &&
      (!field.nullable || column.nullable) &&
      (field.name === column.name || wordsOf(field.name).join(' ') === core.join(' ')),
  )
  if (held === undefined) return null
  return { from: 'found', rows: target.rows, member: target.member, field: held.name }
}

/** `subtotal`, `line_total`: the price of one times the count. */
function productOf(
  { members }: LineSource,
  column: Field,
  values: ReadonlyMap<string, readonly Factor[]>,
): readonly Factor[] | null {
  if (!['integer', 'number', 'decimal'].includes(column.type)) return null
  if (!wordsOf(column.name).some((word) => /^(?:total|subtotal|amount)$/.test(word))) return null
  const prices = [...values].filter(([name]) => isPrice(name))
  const counts = members.filter(({ name }) => wordsOf(name).some((word) => COUNT.test(singular(word))))
  const [price, ...more] = prices
  const [count, ...others] = counts
  if (price === undefined || count === undefined || more.length > 0 || others.length > 0) return null
  return [...price[1], { from: 'element', name: count.name }]
}

/** Whether a name means the price of one. */
export function isPrice(name: string): boolean {
  const words = wordsOf(name)
  return (
    words.some((word) => /^(?:price|rate|cost|fee|fare)$/.test(word)) &&
    !words.some((word) => /total|subtotal/.test(word))
  )
}
