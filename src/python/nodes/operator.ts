import type { Expression } from './expression.js'

/** `not x`, `-x`, `~x`. */
export interface Unary {
  readonly kind: 'unary'
  readonly operator: 'not' | '-' | '~'
  readonly operand: Expression
}

/** Arithmetic, bitwise and boolean operators of two sides. */
export interface Binary {
  readonly kind: 'binary'
  readonly operator: 'or' | 'and' | '|' | '&' | '+' | '-' | '*' | '/' | '//' | '%'
  readonly left: Expression
  readonly right: Expression
}

/** A comparison of two sides. */
export interface Comparison {
  readonly kind: 'comparison'
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in'
  readonly left: Expression
  readonly right: Expression
}

/** `value if test else otherwise`. */
export interface Conditional {
  readonly kind: 'conditional'
  readonly test: Expression
  readonly value: Expression
  readonly otherwise: Expression
}

/** `lambda parameters: body`. */
export interface Lambda {
  readonly kind: 'lambda'
  readonly parameters: readonly string[]
  readonly body: Expression
}

/** `*value`. */
export interface Starred {
  readonly kind: 'starred'
  readonly value: Expression
}

/** `await value`, `yield value`. */
export interface Wait {
  readonly kind: 'await' | 'yield'
  readonly value: Expression
}

/** `not operand`. */
export function not(operand: Expression): Unary {
  return { kind: 'unary', operator: 'not', operand }
}

/** `left operator right`. */
export function binary(left: Expression, operator: Binary['operator'], right: Expression): Binary {
  return { kind: 'binary', operator, left, right }
}

/**
 * `left operator right` for comparisons. A column in capitals, `Loan.ID`, reads like a constant and stands on the
 * right of an equality, as constants do.
 */
export function compare(left: Expression, operator: Comparison['operator'], right: Expression): Comparison {
  const turned = (operator === '==' || operator === '!=') && isCapital(left) && !isCapital(right)
  return turned
    ? { kind: 'comparison', operator, left: right, right: left }
    : { kind: 'comparison', operator, left, right }
}

function isCapital(expression: Expression): boolean {
  return expression.kind === 'attribute' && /^[A-Z][A-Z0-9_]*$/.test(expression.name)
}

/** `first | second | …`; types and flags. */
export function union(first: Expression, ...rest: readonly Expression[]): Expression {
  return rest.reduce((left, right) => binary(left, '|', right), first)
}

/** `value if test else otherwise`. */
export function conditional(test: Expression, value: Expression, otherwise: Expression): Conditional {
  return { kind: 'conditional', test, value, otherwise }
}

/** `lambda parameters: body`. */
export function lambda(parameters: readonly string[], body: Expression): Lambda {
  return { kind: 'lambda', parameters, body }
}

/** `await value`. */
export function awaited(value: Expression): Wait {
  return { kind: 'await', value }
}
