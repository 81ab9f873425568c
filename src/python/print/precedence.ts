import type { Binary } from '../nodes/operator.js'
import type { Expression } from '../nodes/expression.js'

/** How tightly a form binds; the order of Python's grammar, loosest first. */
export const Precedence = {
  yield: 0,
  lambda: 1,
  conditional: 2,
  or: 3,
  and: 4,
  not: 5,
  comparison: 6,
  bitwiseOr: 7,
  bitwiseAnd: 8,
  sum: 9,
  product: 10,
  unary: 11,
  await: 12,
  primary: 13,
} as const

const OPERATORS: { readonly [operator in Binary['operator']]: number } = {
  or: Precedence.or,
  and: Precedence.and,
  '|': Precedence.bitwiseOr,
  '&': Precedence.bitwiseAnd,
  '+': Precedence.sum,
  '-': Precedence.sum,
  '*': Precedence.product,
  '/': Precedence.product,
  '//': Precedence.product,
  '%': Precedence.product,
}

/** How tightly an expression binds. */
export function precedence(node: Expression): number {
  switch (node.kind) {
    case 'yield':
      return Precedence.yield
    case 'lambda':
    case 'conditional':
    case 'await':
      return Precedence[node.kind]
    case 'comparison':
      return Precedence.comparison
    case 'binary':
      return OPERATORS[node.operator]
    case 'unary':
      return node.operator === 'not' ? Precedence.not : Precedence.unary
    case 'number':
      // `1.real` is not an attribute of 1, and `-1` is an operator with its operand.
      return isNegative(node.value) ? Precedence.unary : Precedence.await
    default:
      return Precedence.primary
  }
}

function isNegative(value: number | bigint): boolean {
  return value < 0 || Object.is(value, -0)
}
