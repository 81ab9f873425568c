import type { Condition } from '../../design/expression.js'
import type { Failure } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { dictionary, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { binary, compare } from '../../python/nodes/operator.js'
import { assign, when, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { claimRow } from './claim.js'
import { valueExpression } from './expression.js'
import { column } from './query.js'

/**
 * A body field moves a row to another state only from one that leads there; the row is claimed in that state, so that
 * of two callers at once the second one is refused (DB-5).
 */
export function emitEdge(
  { row, field, body, edges }: Extract<Condition, { readonly kind: 'edge' }>,
  otherwise: Failure,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, row)
  const wanted = valueExpression(handler, { kind: 'body', field: body })
  const targets = [...new Set(edges.map(({ to }) => to))]
  const leading = handler.constant(
    `states_leading_to_${field}`.toUpperCase(),
    assign(
      name('_'),
      dictionary(
        targets.map((target): [Expression, Expression] => [
          string(target),
          tuple(edges.filter(({ to }) => to === target).map(({ from }) => string(from))),
        ]),
      ),
    ),
  )
  const allowed = call(
    attribute(column(handler, table, field), 'in_'),
    call(attribute(name(leading), 'get'), wanted, tuple([])),
  )
  const moves = compare(wanted, '!=', attribute(name(local), attributeOf(table, field)))
  const sent = handler.body?.fields.find((each) => each.name === body)
  const mayBeNone = sent === undefined || sent.nullable || (!sent.required && sent.default === null)
  return [
    when(mayBeNone ? binary(compare(wanted, 'is not', none), 'and', moves) : moves, [
      ...claimRow(handler, row, field, allowed, otherwise),
    ]),
  ]
}
