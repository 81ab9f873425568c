import type { RowCondition } from '../../claims/row-condition.js'
import type { Condition } from '../../design/expression.js'
import type { Origin } from '../../design/origin.js'
import type { Failure } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { binary, compare, not } from '../../python/nodes/operator.js'
import { raise, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { refuse } from './session.js'

type RowRuleCondition = Extract<Condition, { readonly kind: 'rowRule' }>

/** The operator by which Python tells that a relation does not hold. */
export const BROKEN = { greater: '<=', atLeast: '<', less: '>=', atMost: '>' } as const

/** Values of a row that must fit each other: looked at on the row itself, so that a change is measured against the rest. */
export function emitRowRule(
  condition: RowRuleCondition,
  otherwise: Failure,
  origins: readonly Origin[],
  handler: Handler,
): readonly Statement[] {
  return [
    traced(
      when(broken(condition, handler), [refusal(otherwise, handler)]),
      origins,
      `${otherwise.status}: ${otherwise.message}`,
    ),
  ]
}

/** The refusal of a value of the body, or of the request as a whole. */
export function refusal(otherwise: Failure, handler: Handler): Statement {
  const field = otherwise.field ?? null
  if (field === null) return refuse(handler, otherwise)
  const { bodyKey } = handler.operation
  const place = [...(bodyKey === null ? [] : [bodyKey]), field].map(string)
  return raise(call(own(handler.backend, 'validation', 'invalid_field'), string(otherwise.message), ...place))
}

function broken({ row, rule }: RowRuleCondition, handler: Handler): Expression {
  const { local, table } = rowOf(handler, row)
  const value = (column: string): Expression => attribute(name(local), attributeOf(table, column))
  const isNullable = (column: string): boolean => columnNamed(table, column)?.field.nullable ?? true
  if (rule.kind === 'order') {
    const compared = compare(value(rule.column), BROKEN[rule.relation], value(rule.than))
    const present = [rule.column, rule.than]
      .filter(isNullable)
      .map((column): Expression => compare(value(column), 'is not', none))
    return [...present, compared].reduce((all, test) => binary(all, 'and', test))
  }
  return binary(holds(rule.when, value(rule.when.column)), 'and', compare(value(rule.column), 'is', none))
}

/** The Python of a test of a column. */
export function holds(test: RowCondition, value: Expression): Expression {
  switch (test.is) {
    case 'null':
      return compare(value, 'is', none)
    case 'notNull':
      return compare(value, 'is not', none)
    case 'equal':
      if (typeof test.value === 'boolean') return test.value ? value : not(value)
      return compare(value, '==', jsonLiteral(test.value))
    case 'notEqual':
      if (typeof test.value === 'boolean') return test.value ? not(value) : value
      return compare(value, '!=', jsonLiteral(test.value))
  }
}
