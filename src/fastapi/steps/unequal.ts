import type { Expression } from '../../python/nodes/expression.js'
import { compare, not } from '../../python/nodes/operator.js'

/** `left != right`, in the words Python has for constants. */
export function unequal(left: Expression, right: Expression): Expression {
  if (right.kind === 'boolean') return right.value ? not(left) : left
  return compare(left, right.kind === 'none' ? 'is not' : '!=', right)
}
