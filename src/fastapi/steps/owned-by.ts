import type { Ownership } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { symbol } from '../../python/nodes/name.js'
import type { Handler } from '../handler.js'
import { ownedCondition, ownerColumnOf } from '../owned.js'
import type { Table } from '../table.js'
import { valueFor } from './expression.js'

/** Whose rows are reached, as the column of owners holds it. */
export function callerFor(owner: Ownership, handler: Handler, table: Table): Expression {
  return valueFor(handler, owner.value, ownerColumnOf(handler.backend, table, owner))
}

/** The condition that rows belong to the caller: `Parcel.user_id == current_user["id"]`. */
export function ownedBy(owner: Ownership, handler: Handler, table: Table): Expression {
  return ownedCondition(handler.backend, table, owner, callerFor(owner, handler, table))
}

/**
 * The same in an `update` or `delete`: these are SQLAlchemy's own, for which type checkers take the comparison of a bare
 * attribute for a truth value.
 */
export function ownedInStatement(owner: Ownership, handler: Handler, table: Table): Expression {
  const owned = ownedBy(owner, handler, table)
  return owned.kind === 'comparison' && owned.left.kind === 'attribute'
    ? { ...owned, left: call(symbol('sqlmodel', 'col'), owned.left) }
    : owned
}
