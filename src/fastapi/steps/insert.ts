import type { Assignment, Step } from '../../design/step.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { name } from '../../python/nodes/name.js'
import { assign, expression, traced, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { emitApart } from './apart.js'
import { assignField, guardOf } from './assignment.js'
import { valueFor } from './expression.js'
import { emitRowRule } from './row-rule.js'
import { sessionCall } from './session.js'

/** A new row, added to the session. */
export function emitInsert(
  step: Extract<Step, { readonly kind: 'insert' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.row)
  const conditional = step.values.filter((value) => {
    const column = columnNamed(table, value.field)?.field
    const defaultsToNull = column?.nullable === true && column.default === null && column.generated === null
    return guardOf(handler, table, value) !== null && !defaultsToNull
  })
  const always = step.values.filter((value) => !conditional.includes(value))
  const created = call(modelSymbol(handler.backend, table), ...newValues(always, handler, table))
  return [
    traced(assign(name(local), created), step.origins, `a new ${step.entity}`),
    ...conditional.map((value) => assignField(handler, step.row, value)),
    ...rowRulesOf(handler, step.row),
    expression(sessionCall(handler, 'add', name(local))),
  ]
}

/** The columns of a new row as arguments of its class. */
export function newValues(values: readonly Assignment[], handler: Handler, table: Table): readonly Keyword[] {
  return values.map(({ field, value }) =>
    keyword(attributeOf(table, field), valueFor(handler, value, columnNamed(table, field))),
  )
}

/** The rules of a new row, looked at before it is added. */
function rowRulesOf(handler: Handler, row: string): readonly Statement[] {
  return handler.operation.steps.flatMap((step) =>
    step.kind !== 'check'
      ? []
      : step.condition.kind === 'rowRule' && step.condition.row === row
        ? emitRowRule(step.condition, step.otherwise, step.origins, handler)
        : step.condition.kind === 'apart' && step.condition.row === row
          ? emitApart(step.condition, step.otherwise, step.origins, handler)
          : [],
  )
}
