import { waysOf } from '../design/ownership-ways.js'
import type { Hop, Ownership } from '../design/step.js'
import { call } from '../python/nodes/call.js'
import type { Expression } from '../python/nodes/expression.js'
import { attribute, symbol } from '../python/nodes/name.js'
import { compare } from '../python/nodes/operator.js'
import { own, tableNamed, type Backend } from './backend.js'
import { columnNamed } from './settled.js'
import { attributeOf, type Column, type Table } from './table.js'

/**
 * The condition that a row leads to one for which another condition holds, each step a subquery:
 * `col(Reading.sensor_id).in_(select(Sensor.id).where(…))`.
 *
 * @param condition what must hold for the row at the end, in terms of its table; the row itself when there is no way
 */
export function alongHops(
  backend: Backend,
  table: Table,
  [hop, ...rest]: readonly Hop[],
  condition: (end: Table) => Expression,
): Expression {
  if (hop === undefined) return condition(table)
  const other = tableNamed(backend, hop.entity)
  const found = columnOfModel(backend, other, hop.field)
  const rows = call(
    attribute(call(symbol('sqlmodel', 'select'), found), 'where'),
    alongHops(backend, other, rest, condition),
  )
  const from = call(symbol('sqlmodel', 'col'), columnOfModel(backend, table, hop.from))
  return call(attribute(from, 'in_'), rows)
}

/** `Parcel.user_id == owner_id`, also by the row that the rows belong to, or by one of several columns (AUTH-3). */
export function ownedCondition(
  backend: Backend,
  table: Table,
  ownership: Ownership,
  owner: Expression,
): Expression {
  const ways = waysOf(ownership).map(({ field, through = [] }) =>
    alongHops(backend, table, through, (end) => compare(columnOfModel(backend, end, field), '==', owner)),
  )
  const [only, another] = ways
  return only !== undefined && another === undefined ? only : call(symbol('sqlmodel', 'or_'), ...ways)
}

/** The column that holds the owner, of the table itself or of the one that its rows belong to. */
export function ownerColumnOf(
  backend: Backend,
  table: Table,
  { field, through = [] }: Ownership,
): Column | null {
  const last = through.at(-1)
  return columnNamed(last === undefined ? table : tableNamed(backend, last.entity), field)
}

function columnOfModel(backend: Backend, table: Table, field: string): Expression {
  return attribute(own(backend, 'models', table.className), attributeOf(table, field))
}
