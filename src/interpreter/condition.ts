import type { Condition } from '../design/expression.js'
import { boundRow, type Execution } from './execution.js'
import { keepsApart } from './apart.js'
import { evaluate, isTrue } from './expression.js'
import { standsToPresent } from './clock-rule.js'
import { isGuarded } from './guard.js'
import { keepsRule } from './row-rule.js'
import { isSame } from './stored.js'

/** Whether a condition holds. */
export function holds(execution: Execution, condition: Condition): boolean {
  switch (condition.kind) {
    case 'equal': {
      const left = evaluate(execution, condition.left)
      const right = evaluate(execution, condition.right)
      return typeof right === 'boolean' ? isTrue(left) === right : isSame(left, right)
    }
    case 'oneOf': {
      const value = evaluate(execution, condition.value)
      return condition.values.some((one) => isSame(value, one))
    }
    case 'edge': {
      const state = evaluate(execution, { kind: 'field', row: condition.row, field: condition.field })
      const wanted = evaluate(execution, { kind: 'body', field: condition.body })
      if (wanted === null || !execution.input.sent.has(condition.body) || isSame(wanted, state)) return true
      return condition.edges.some(({ from, to }) => isSame(from, state) && isSame(to, wanted))
    }
    case 'rowRule':
      return keepsRule(boundRow(execution, condition.row).row, condition.rule)
    case 'apart':
      return keepsApart(execution, condition)
    case 'guard':
      return !isGuarded(execution, condition)
    case 'clock':
      return standsToPresent(execution, condition)
    case 'anyBodyField':
      return condition.fields.some((field) => execution.input.sent.has(field))
    default:
      throw new Error(`${execution.operation.id} needs a condition that the interpreter does not know`)
  }
}
