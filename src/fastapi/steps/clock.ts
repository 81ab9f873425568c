import type { Condition } from '../../design/expression.js'
import type { Origin } from '../../design/origin.js'
import type { Failure } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { binary, compare } from '../../python/nodes/operator.js'
import { traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { valueExpression } from './expression.js'
import { BROKEN, refusal } from './row-rule.js'

type ClockCondition = Extract<Condition, { readonly kind: 'clock' }>

/** A value of the body against the clock; what a row has already may stay, though its day has passed since. */
export function emitClock(
  condition: ClockCondition,
  otherwise: Failure,
  origins: readonly Origin[],
  handler: Handler,
): readonly Statement[] {
  const { body, rule, row } = condition
  const value = valueExpression(handler, { kind: 'body', field: body })
  const field = handler.body?.fields.find((each) => each.name === body)
  const mayBeNone = field === undefined || field.nullable || (!field.required && field.default === null)
  const tests: Expression[] = mayBeNone ? [compare(value, 'is not', none)] : []
  if (row !== null) {
    const { local, table } = rowOf(handler, row)
    tests.push(compare(value, '!=', attribute(name(local), attributeOf(table, rule.column))))
  }
  tests.push(compare(value, BROKEN[rule.relation], present(condition, handler)))
  const broken = tests.reduce((all, test) => binary(all, 'and', test))
  return [
    traced(when(broken, [refusal(otherwise, handler)]), origins, `${otherwise.status}: ${otherwise.message}`),
  ]
}

/** The present day in UTC, the present moment, or the beginning of the present day. */
function present({ type, rule }: ClockCondition, handler: Handler): Expression {
  if (type === 'date') return call(attribute(call(own(handler.backend, 'models', 'utc_now')), 'date'))
  return valueExpression(
    handler,
    rule.moment === 'today' ? { kind: 'startOf', period: 'day' } : { kind: 'now' },
  )
}
