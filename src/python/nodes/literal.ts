import type { Attribute, Name, Symbol } from './name.js'

/** A constant; strings may hold any text, the printer escapes them. */
export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number | bigint }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'ellipsis' }

/** An f-string: texts and the values between them. Values are names only, so that no quote can nest. */
export interface FormattedString {
  readonly kind: 'formatted'
  readonly parts: readonly (string | Name | Attribute | Symbol)[]
}

/** `None`. */
export const none: Literal = { kind: 'none' }

/** `True` and `False`. */
export function boolean(value: boolean): Literal {
  return { kind: 'boolean', value }
}

/** A string literal of any text. */
export function string(value: string): Literal {
  return { kind: 'string', value }
}

/** A number literal; throws a `RangeError` for NaN and infinities, which Python has no literal for. */
export function number(value: number | bigint): Literal {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no Python literal`)
  }
  return { kind: 'number', value }
}

/** `f"…{name}…"`. */
export function formatted(...parts: FormattedString['parts']): FormattedString {
  return { kind: 'formatted', parts }
}
