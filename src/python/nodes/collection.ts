import type { Expression } from './expression.js'

/** A list, tuple or set display. */
export interface Sequence {
  readonly kind: 'list' | 'tuple' | 'set'
  readonly items: readonly Expression[]
}

/** `{key: value}`; `**value` where the key is null. */
export interface Dictionary {
  readonly kind: 'dictionary'
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[]
}

/** `[element for target in iterable if condition]` and its set, dict and generator forms. */
export interface Comprehension {
  readonly kind: 'comprehension'
  readonly form: 'list' | 'set' | 'generator' | 'dictionary'
  /** The key of a dictionary's entry; null for the other forms. */
  readonly key: Expression | null
  readonly element: Expression
  readonly target: Expression
  readonly iterable: Expression
  readonly conditions: readonly Expression[]
}

/** `[…]`. */
export function list(items: readonly Expression[]): Sequence {
  return { kind: 'list', items }
}

/** `(…)`. */
export function tuple(items: readonly Expression[]): Sequence {
  return { kind: 'tuple', items }
}

/** `{…}` of values; `set()` when empty. */
export function set(items: readonly Expression[]): Sequence {
  return { kind: 'set', items }
}

/** `{key: value}` in the order given. */
export function dictionary(entries: readonly (readonly [Expression, Expression])[]): Dictionary {
  return { kind: 'dictionary', entries: entries.map(([key, value]) => ({ key, value })) }
}

/** `[element for target in iterable if condition]`. */
export function comprehension(
  form: 'list' | 'set' | 'generator',
  element: Expression,
  target: Expression,
  iterable: Expression,
  conditions: readonly Expression[] = [],
): Comprehension {
  return { kind: 'comprehension', form, key: null, element, target, iterable, conditions }
}
