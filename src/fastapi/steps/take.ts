import type { Expression as Value } from '../../design/expression.js'
import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { assign, comment, traced, when, type Statement } from '../../python/nodes/statement.js'
import type { Failure } from '../../design/step.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf, keyColumns, type Table } from '../table.js'
import { valueExpression } from './expression.js'
import { column } from './query.js'
import { updateOf } from './update.js'
import { refuse } from './session.js'

/** A stock falls by one update that also looks at it, so that of two callers at once none takes what is not there (DB-5). */
export function emitTake(
  step: Extract<Step, { readonly kind: 'take' }>,
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, step.row)
  const keys = keyColumns(table).map(({ field }) =>
    compare(column(handler, table, field.name), '==', attribute(name(local), attributeOf(table, field.name))),
  )
  const amount = valueExpression(handler, step.amount)
  const statements = takeFrom(handler, table, step.field, keys, amount, {
    otherwise: step.otherwise,
    rows: null,
    mayBeNegative: isSigned(step.amount, handler),
  })
  return [
    comment('One statement looks and takes, so that callers at once never take more than there is.'),
    ...statements.map((statement) =>
      traced(statement, step.origins, `${step.otherwise.status}: ${step.otherwise.message}`),
    ),
  ]
}

/** When a taking is refused. */
interface Refusing {
  readonly otherwise: Failure
  /** How many rows it must change; null for the only one. */
  readonly rows: Expression | null
  readonly mayBeNegative: boolean
}

/** `UPDATE … SET stock = stock - n WHERE … AND stock >= n`, or the refusal where that changes no row. */
export function takeFrom(
  handler: Handler,
  table: Table,
  field: string,
  keys: readonly Expression[],
  amount: Expression,
  { otherwise, rows, mayBeNegative }: Refusing,
): readonly Statement[] {
  const stock = column(handler, table, field)
  const taking = updateOf(
    handler,
    table,
    [...keys, compare(stock, '>=', amount)],
    [keyword(attributeOf(table, field), binary(stock, '-', amount))],
  )
  const run = call(attribute(name('session'), 'exec'), name('taking'))
  const count = attribute(handler.backend.asynchronous ? awaited(run) : run, 'rowcount')
  const none = rows === null ? compare(count, '==', number(0)) : compare(count, '<', rows)
  return [
    assign(name('taking'), taking),
    // A negative amount would add to the stock.
    when(mayBeNegative ? binary(compare(amount, '<', number(0)), 'or', none) : none, [
      refuse(handler, otherwise),
    ]),
  ]
}

/** Whether the rules of the body let an amount be negative. */
function isSigned(amount: Value, { body }: Handler): boolean {
  if (amount.kind !== 'body') return false
  const field = body?.fields.find(({ name: wire }) => wire === amount.field)
  return (field?.minimum ?? -1) < 0 && (field?.exclusiveMinimum ?? -2) < -1
}
