import type { Condition } from '../../design/expression.js'
import type { Origin } from '../../design/origin.js'
import type { Failure } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { comment, expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf, keyColumns } from '../table.js'
import { rowCondition } from '../values/row-condition.js'
import { column } from './query.js'
import { holds } from './row-rule.js'
import { refuse } from './session.js'

type Apart = Extract<Condition, { readonly kind: 'apart' }>

/**
 * No other row of the same scope has a period that overlaps that of the row. Requests for one scope look one after the
 * other: what another has not committed yet cannot be seen, and not be locked (DB-5).
 */
export function emitApart(
  condition: Apart,
  otherwise: Failure,
  origins: readonly Origin[],
  handler: Handler,
): readonly Statement[] {
  const { local, table } = rowOf(handler, condition.row)
  const { from, to, scope, where, stored } = condition
  const at = (field: string): Expression => column(handler, table, field)
  const value = (field: string): Expression => attribute(name(local), attributeOf(table, field))
  const key = keyColumns(table)[0]?.field.name ?? from
  const counted = rowCondition(where, at, symbol('sqlmodel', 'and_'))
  const others = call(
    attribute(call(symbol('sqlmodel', 'select'), at(key)), 'where'),
    ...scope.map((field) => compare(at(field), '==', value(field))),
    compare(at(from), '<', value(to)),
    compare(at(to), '>', value(from)),
    ...(stored ? [compare(at(key), '!=', value(key))] : []),
    ...(counted === null ? [] : [counted]),
  )
  const alone = call(
    own(handler.backend, 'relations', ONE_AT_A_TIME),
    name('session'),
    string(table.name),
    ...scope.map(value),
  )
  const found = call(attribute(name('session'), 'exec'), call(attribute(others, 'limit'), number(1)))
  const { asynchronous } = handler.backend
  const look = [
    expression(asynchronous ? awaited(alone) : alone),
    traced(
      when(compare(call(attribute(asynchronous ? awaited(found) : found, 'first')), 'is not', none), [
        refuse(handler, otherwise),
      ]),
      origins,
      `${otherwise.status}: ${otherwise.message}`,
    ),
  ]
  const [first, ...more] = where.map((test) => holds(test, value(test.column)))
  const said = comment('No other request for the same time comes in between.')
  return first === undefined || (!stored && !isGiven(condition, handler))
    ? [said, ...look]
    : [
        when(
          more.reduce((all, test) => binary(all, 'and', test), first),
          [said, ...look],
        ),
      ]
}

/** The function that lets transactions about one thing go one after the other. */
export const ONE_AT_A_TIME = 'one_at_a_time'

/** Whether a request itself says whether its new row counts. */
function isGiven({ row, where }: Apart, { operation }: Handler): boolean {
  return operation.steps.some(
    (step) =>
      step.kind === 'insert' &&
      step.row === row &&
      step.values.some(
        ({ field, value }) =>
          value.kind !== 'constant' && where.some(({ column: tested }) => tested === field),
      ),
  )
}
