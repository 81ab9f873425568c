import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { traced, when, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { ownedBy } from './owned-by.js'
import { column } from './query.js'
import { refuse } from './session.js'
import { elementsOf, memberOf } from './sum-each.js'

/** The rows that all elements refer to, by their keys, in one query (DB-4); refused when one of them is missing. */
export function emitFindEach(
  step: Extract<Step, { readonly kind: 'findEach' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.rows)
  const owner: readonly Expression[] = step.owner === null ? [] : [ownedBy(step.owner, handler, table)]
  const selected = call(
    attribute(call(symbol('sqlmodel', 'select'), modelSymbol(handler.backend, table)), 'where'),
    call(attribute(column(handler, table, step.key), 'in_'), name('wanted')),
    ...owner,
  )
  const isTaken = handler.operation.steps.some(({ kind }) => kind === 'takeEach')
  // In the order of their keys, so that no two callers wait for each other.
  const ordered = call(attribute(selected, 'order_by'), column(handler, table, step.key))
  const locked = isTaken ? call(attribute(ordered, 'with_for_update')) : selected
  const run = call(attribute(name('session'), 'exec'), name('statement'))
  const rows = handler.backend.asynchronous ? awaited(run) : run
  const key = attribute(name('row'), attributeOf(table, step.key))
  return [
    traced(
      python`
        wanted = ${comprehension('set', memberOf(step.member), name('line'), elementsOf(handler, step.list))}
        statement = ${locked}
        ${name(local)} = {${key}: row for row in ${rows}}
      `,
      step.origins,
      `finds each ${step.entity} at once`,
    ),
    traced(
      when(compare(call(attribute(name(local), 'keys')), '!=', name('wanted')), [
        refuse(handler, step.otherwise),
      ]),
      step.origins,
      `${step.otherwise.status}: ${step.otherwise.message}`,
    ),
  ]
}
