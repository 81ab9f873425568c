import type { Origin } from '../../design/origin.js'
import type { ClassDefinition, FunctionDefinition } from './definition.js'
import type { Expression } from './expression.js'
import type { Quotation } from './quotation.js'

/** Why a statement stands there; kept through formatting as line ranges. */
export interface Provenance {
  readonly origins: readonly Origin[]
  /** What the statement does, for `explain`: `404 when the task is absent`. */
  readonly about: string | null
}

/** One `except` clause; without types it is never printed bare but as `except Exception`. */
interface Handler {
  readonly types: readonly Expression[]
  readonly as: string | null
  readonly body: readonly Statement[]
}

/** A Python statement, with where it comes from. */
export type Statement = (
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'assign'; readonly target: Expression; readonly value: Expression }
  /** `target: annotation = value`, or only declared when the value is null. */
  | {
      readonly kind: 'annotate'
      readonly target: string
      readonly annotation: Expression
      readonly value: Expression | null
    }
  | { readonly kind: 'return'; readonly value: Expression | null }
  | { readonly kind: 'raise'; readonly value: Expression | null; readonly from: Expression | null }
  | { readonly kind: 'delete'; readonly value: Expression }
  | { readonly kind: 'assert'; readonly test: Expression }
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'if'
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[]
      readonly otherwise: readonly Statement[]
    }
  | {
      readonly kind: 'for'
      readonly asynchronous: boolean
      readonly target: Expression
      readonly iterable: Expression
      readonly body: readonly Statement[]
    }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: readonly Statement[] }
  | {
      readonly kind: 'try'
      readonly body: readonly Statement[]
      readonly handlers: readonly Handler[]
      readonly final: readonly Statement[]
    }
  | {
      readonly kind: 'with'
      readonly asynchronous: boolean
      readonly items: readonly { readonly value: Expression; readonly as: string | null }[]
      readonly body: readonly Statement[]
    }
  | FunctionDefinition
  | ClassDefinition
  | { readonly kind: 'docstring'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blank' }
  | Quotation
) &
  Partial<Provenance>

/** `value` as a statement. */
export function expression(value: Expression): Statement {
  return { kind: 'expression', value }
}

/** `target = value`. */
export function assign(target: Expression, value: Expression): Statement {
  return { kind: 'assign', target, value }
}

/** `target: annotation = value`. */
export function annotate(target: string, annotation: Expression, value: Expression | null = null): Statement {
  return { kind: 'annotate', target, annotation, value }
}

/** `return value`. */
export function returns(value: Expression | null = null): Statement {
  return { kind: 'return', value }
}

/** `raise value from cause`. */
export function raise(value: Expression | null, from: Expression | null = null): Statement {
  return { kind: 'raise', value, from }
}

/** `if test:`. */
export function when(
  test: Expression,
  body: readonly Statement[],
  otherwise: readonly Statement[] = [],
): Statement {
  return { kind: 'if', branches: [{ test, body }], otherwise }
}

/** A docstring; stands first in its body. */
export function docstring(text: string): Statement {
  return { kind: 'docstring', text }
}

/** A comment of one or more lines. */
export function comment(text: string): Statement {
  return { kind: 'comment', text }
}

/** The same statement, with where it comes from. */
export function traced(
  statement: Statement,
  origins: readonly Origin[],
  about: string | null = null,
): Statement {
  return { ...statement, origins, about }
}
