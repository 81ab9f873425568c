import type { Condition } from '../../design/expression.js'
import type { Failure, Ownership, Step, WideReach } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { assign, comment, when, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf, keyColumns, type Table } from '../table.js'
import { ownedInStatement } from './owned-by.js'
import { column } from './query.js'
import { updateOf } from './update.js'
import { refuse } from './session.js'

/**
 * Claims a row in one of the states from which it may move on, by an update that changes nothing: of two callers at
 * once the second waits for the first one's commit and then finds another state, on SQLite too (DB-5).
 */
export function claimState(
  { value, values }: Extract<Condition, { readonly kind: 'oneOf' }>,
  otherwise: Failure,
  handler: Handler,
): readonly Statement[] | null {
  if (value.kind !== 'field') return null
  const { table } = rowOf(handler, value.row)
  const state = column(handler, table, value.field)
  const [only, ...more] = values
  const allowed: Expression =
    only !== undefined && more.length === 0
      ? compare(state, '==', string(only))
      : call(attribute(state, 'in_'), list(values.map(string)))
  return claimRow(handler, value.row, value.field, allowed, otherwise)
}

/** Claims a row by an update that changes nothing, while a condition on its state holds; refuses where none does. */
export function claimRow(
  handler: Handler,
  row: string,
  field: string,
  allowed: Expression,
  otherwise: Failure,
): readonly Statement[] {
  const { local, table } = rowOf(handler, row)
  const state = column(handler, table, field)
  const keys = keyColumns(table).map(({ field: key }) =>
    compare(column(handler, table, key.name), '==', attribute(name(local), attributeOf(table, key.name))),
  )
  const { owner, wide = null } = handler.operation.steps.find(
    (step): step is Extract<Step, { readonly kind: 'find' }> => step.kind === 'find' && step.row === row,
  ) ?? { owner: null }
  const owned = owner === null ? [] : ownedStill(handler, table, local, { owner, wide })
  const claim = updateOf(
    handler,
    table,
    [...keys, ...owned, allowed],
    [keyword(attributeOf(table, field), state)],
  )
  const run = call(attribute(name('session'), 'exec'), name('claim'))
  return [
    comment('Of two callers at once, the second one finds the row in another state.'),
    assign(name('claim'), claim),
    when(compare(attribute(handler.backend.asynchronous ? awaited(run) : run, 'rowcount'), '==', number(0)), [
      refuse(handler, otherwise),
    ]),
  ]
}

/** The row still belongs to the caller. Who reaches the rows of all owners found one of them. */
function ownedStill(
  handler: Handler,
  table: Table,
  local: string,
  { owner, wide }: { readonly owner: Ownership; readonly wide: WideReach | null },
): readonly Expression[] {
  if (wide === null) return [ownedInStatement(owner, handler, table)]
  if (owner.through !== undefined) return []
  return [
    compare(
      column(handler, table, owner.field),
      '==',
      attribute(name(local), attributeOf(table, owner.field)),
    ),
  ]
}
