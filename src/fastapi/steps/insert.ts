import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { name } from '../../python/nodes/name.js'
import { assign, expression, traced, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf } from '../table.js'
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
  const created = call(
    modelSymbol(handler.backend, table),
    ...always.map((value) =>
      keyword(
        attributeOf(table, value.field),
        valueFor(handler, value.value, columnNamed(table, value.field)),
      ),
    ),
  )
  return [
    traced(assign(name(local), created), step.origins, `a new ${step.entity}`),
    ...conditional.map((value) => assignField(handler, step.row, value)),
    ...rowRulesOf(handler, step.row),
    expression(sessionCall(handler, 'add', name(local))),
  ]
}

/** The rules of a new row, looked at before it is added. */
function rowRulesOf(handler: Handler, row: string): readonly Statement[] {
  return handler.operation.steps.flatMap((step) =>
    step.kind === 'check' && step.condition.kind === 'rowRule' && step.condition.row === row
      ? emitRowRule(step.condition, step.otherwise, step.origins, handler)
      : [],
  )
}
