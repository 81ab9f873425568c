import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import { attribute, name } from '../../python/nodes/name.js'
import { expression, traced, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { flushed } from './session.js'
import { elementsOf, productExpression } from './sum-each.js'

/** A row for each element of the array, in the same transaction as the row that they belong to. */
export function emitInsertEach(
  step: Extract<Step, { readonly kind: 'insertEach' }>,
  handler: Handler,
): readonly Statement[] {
  const parent = rowOf(handler, step.row)
  const table = tableNamed(handler.backend, step.entity)
  const rows = comprehension(
    'list',
    call(
      modelSymbol(handler.backend, table),
      keyword(
        attributeOf(table, step.tie.field),
        attribute(name(parent.local), attributeOf(parent.table, step.tie.target)),
      ),
      ...step.values.map(({ field, factors }) =>
        keyword(attributeOf(table, field), productExpression(handler, factors)),
      ),
    ),
    name('line'),
    elementsOf(handler, step.list),
  )
  return [
    // The key of the new row is known once it is stored.
    flushed(handler),
    traced(
      expression(call(attribute(name('session'), 'add_all'), rows)),
      step.origins,
      `a ${step.entity} for each of ${step.list}`,
    ),
  ]
}
