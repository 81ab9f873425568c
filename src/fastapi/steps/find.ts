import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { name } from '../../python/nodes/name.js'
import { none } from '../../python/nodes/literal.js'
import { compare, lambda } from '../../python/nodes/operator.js'
import { assign, expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { changes, finderCall, finderFor, modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { widenedFor } from '../../design/widened-step.js'
import { valueExpression, valueFor } from './expression.js'
import { newValues } from './insert.js'
import { callerFor } from './owned-by.js'
import { emitReach, WHOSE } from './reach.js'

/** One row by its key: a call of the router's finder, which refuses when there is none. */
export function emitFind(
  step: Extract<Step, { readonly kind: 'find' }>,
  handler: Handler,
): readonly Statement[] {
  const finder = finderFor(handler.finders, step)
  const { local, table } = rowOf(handler, step.row)
  const making = step.making ?? null
  const owner = step.owner === null ? null : callerFor(step.owner, handler, table)
  const found = finderCall(
    handler.backend,
    finder,
    owner !== null && widenedFor(step) !== null ? WHOSE : owner,
    valueFor(handler, step.key.value, columnNamed(table, step.key.field)),
    making === null
      ? (step.also ?? []).map(({ field, value }) => valueFor(handler, value, columnNamed(table, field)))
      : [lambda([], call(modelSymbol(handler.backend, table), ...newValues(making, handler, table)))],
    changes(handler.operation, step.row),
  )
  const about =
    making === null ? `${step.otherwise.status} when the row is absent` : 'made where there is none'
  const used = isUsed(step, handler)
  const statement = used ? assign(name(local), found) : expression(found)
  const { value } = step.key
  const optional = step.whenBody === null || step.whenBody === undefined ? null : value
  const guarded =
    optional === null
      ? statement
      : when(compare(valueExpression(handler, optional), 'is not', none), [statement])
  return [...(owner === null ? [] : emitReach(step, handler, owner)), traced(guarded, step.origins, about)]
}

/** Whether anything after a find looks at its row. */
function isUsed(step: Extract<Step, { readonly kind: 'find' }>, { operation }: Handler): boolean {
  return operation.steps.some((other) => other !== step && mentions(other, step.row))
}

function mentions(value: unknown, row: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, inner]) => (key === 'row' && inner === row) || mentions(inner, row),
  )
}
