import type { Condition } from '../../design/expression.js'
import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { set, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { compare } from '../../python/nodes/operator.js'
import { traced, when, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { valueExpression } from './expression.js'
import { emitApart } from './apart.js'
import { claimState } from './claim.js'
import { emitClock } from './clock.js'
import { emitEdge } from './edge.js'
import { emitGuard } from './guard.js'
import { emitRowRule } from './row-rule.js'
import { refuse } from './session.js'
import { unequal } from './unequal.js'

/** A condition that must hold, or the refusal. */
export function emitCheck(
  step: Extract<Step, { readonly kind: 'check' }>,
  handler: Handler,
): readonly Statement[] {
  // A new row is looked at before it is added.
  if (step.condition.kind === 'rowRule' && isNew(step.condition.row, handler)) return []
  if (step.condition.kind === 'rowRule')
    return emitRowRule(step.condition, step.otherwise, step.origins, handler)
  if (step.condition.kind === 'apart')
    return step.condition.stored ? emitApart(step.condition, step.otherwise, step.origins, handler) : []
  if (step.condition.kind === 'guard') return emitGuard(step.condition, step.otherwise, step.origins, handler)
  if (step.condition.kind === 'clock') return emitClock(step.condition, step.otherwise, step.origins, handler)
  if (step.condition.kind === 'edge')
    return emitEdge(step.condition, step.otherwise, handler).map((statement) =>
      traced(statement, step.origins, `${step.otherwise.status}: ${step.otherwise.message}`),
    )
  const claimed = step.condition.kind === 'oneOf' ? claimState(step.condition, step.otherwise, handler) : null
  if (claimed !== null)
    return claimed.map((statement) =>
      traced(statement, step.origins, `${step.otherwise.status}: ${step.otherwise.message}`),
    )
  return [
    traced(
      when(broken(step.condition, handler), [refuse(handler, step.otherwise)]),
      step.origins,
      `${step.otherwise.status}: ${step.otherwise.message}`,
    ),
  ]
}

function broken(
  condition: Exclude<Condition, { readonly kind: 'edge' | 'rowRule' | 'clock' | 'guard' | 'apart' }>,
  handler: Handler,
): Expression {
  switch (condition.kind) {
    case 'equal':
      if (isMissing(condition, handler) && condition.left.kind === 'not')
        return compare(valueExpression(handler, condition.left.of), 'is', none)
      return unequal(valueExpression(handler, condition.left), valueExpression(handler, condition.right))
    case 'oneOf': {
      const value = valueExpression(handler, condition.value)
      const [only, ...more] = condition.values
      return only !== undefined && more.length === 0
        ? compare(value, '!=', string(only))
        : compare(value, 'not in', tuple(condition.values.map(string)))
    }
    case 'anyBodyField': {
      const fields = condition.fields.map((field) => string(handler.bodyAttributes.get(field) ?? field))
      return call(attribute(name('body'), 'model_fields_set', 'isdisjoint'), set(fields))
    }
  }
}

/** A moment that must be there, such as that of a removal. */
function isMissing(
  { left, right }: Extract<Condition, { readonly kind: 'equal' }>,
  handler: Handler,
): boolean {
  if (left.kind !== 'not' || left.of.kind !== 'field' || right.kind !== 'constant') return false
  const column = columnNamed(rowOf(handler, left.of.row).table, left.of.field)
  return right.value === false && column?.field.type !== 'boolean'
}

function isNew(row: string, { operation }: Handler): boolean {
  return operation.steps.some((step) => step.kind === 'insert' && step.row === row)
}
