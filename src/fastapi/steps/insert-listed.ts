import type { Assignment, Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { compare, conditional } from '../../python/nodes/operator.js'
import { assign, expression, traced, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { initialOf } from '../values/initial.js'
import { valueFor } from './expression.js'
import { elementsOf, memberOf } from './sum-each.js'

/** A row for each element of the array; SQLAlchemy sends them to the database by one statement (DB-4). */
export function emitInsertListed(
  step: Extract<Step, { readonly kind: 'insertListed' }>,
  handler: Handler,
): readonly Statement[] {
  const { local } = rowOf(handler, step.rows)
  return [
    traced(
      assign(
        name(local),
        comprehension('list', listedRow(step, handler), name('line'), elementsOf(handler, step.list)),
      ),
      step.origins,
      `a ${step.entity} for each of ${step.list}`,
    ),
    expression(call(attribute(name('session'), 'add_all'), name(local))),
  ]
}

/** The new row of one element: `Seed(owner_id=current_user["id"], name=line.name)`. */
export function listedRow(
  step: Pick<Extract<Step, { readonly kind: 'insertListed' }>, 'rows' | 'values'>,
  handler: Handler,
): Expression {
  const { table } = rowOf(handler, step.rows)
  return call(
    modelSymbol(handler.backend, table),
    ...step.values.map((assignment) =>
      keyword(attributeOf(table, assignment.field), valueOf(assignment, handler, table)),
    ),
  )
}

function valueOf({ field, value }: Assignment, handler: Handler, table: Table): Expression {
  const column = columnNamed(table, field)
  if (value.kind !== 'element') return valueFor(handler, value, column)
  const member = memberOf(value.name)
  return value.otherwise === null || column === null
    ? member
    : conditional(compare(member, 'is not', none), member, initialOf(column.field, value.otherwise))
}
