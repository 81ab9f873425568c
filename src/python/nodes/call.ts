import type { Expression } from './expression.js'

/** `name=value` in a call; `**value` when the name is null. */
export interface Keyword {
  readonly kind: 'keyword'
  readonly name: string | null
  readonly value: Expression
}

/** `callee(…)`. */
export interface Call {
  readonly kind: 'call'
  readonly callee: Expression
  readonly arguments: readonly (Expression | Keyword)[]
}

/** `value[index, …]`. */
export interface Subscript {
  readonly kind: 'subscript'
  readonly value: Expression
  readonly indexes: readonly Expression[]
}

/** `callee(…)`; positional arguments before keywords, as Python demands. */
export function call(callee: Expression, ...args: readonly (Expression | Keyword)[]): Call {
  return { kind: 'call', callee, arguments: args }
}

/** `name=value` in a call. */
export function keyword(name: string, value: Expression): Keyword {
  return { kind: 'keyword', name, value }
}

/** `**value` in a call. */
export function spread(value: Expression): Keyword {
  return { kind: 'keyword', name: null, value }
}

/** `value[index, …]`. */
export function subscript(value: Expression, ...indexes: readonly Expression[]): Subscript {
  return { kind: 'subscript', value, indexes }
}
