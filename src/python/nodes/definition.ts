import type { Expression } from './expression.js'
import type { Keyword } from './call.js'
import type { Statement } from './statement.js'

/** One parameter of a function. */
export interface FunctionParameter {
  readonly name: string
  readonly annotation: Expression | null
  readonly default: Expression | null
  /** `*name`, `**name`, or the first parameter after a bare `*`. */
  readonly form?: 'variadic' | 'keywords' | 'keywordOnly'
}

/** `def` and `async def`. */
export interface FunctionDefinition {
  readonly kind: 'function'
  readonly name: string
  readonly asynchronous: boolean
  readonly decorators: readonly Expression[]
  readonly parameters: readonly FunctionParameter[]
  readonly returns: Expression | null
  readonly body: readonly Statement[]
}

/** `class`. */
export interface ClassDefinition {
  readonly kind: 'class'
  readonly name: string
  readonly decorators: readonly Expression[]
  readonly bases: readonly (Expression | Keyword)[]
  readonly body: readonly Statement[]
}

/** A parameter with its annotation and default. */
export function parameter(
  name: string,
  annotation: Expression | null = null,
  value: Expression | null = null,
): FunctionParameter {
  return { name, annotation, default: value }
}

/** A function definition; what is not given is empty, and it is not asynchronous. */
export function functionDefinition(
  name: string,
  parts: Partial<Omit<FunctionDefinition, 'kind' | 'name'>>,
): FunctionDefinition {
  return {
    kind: 'function',
    name,
    asynchronous: false,
    decorators: [],
    parameters: [],
    returns: null,
    body: [],
    ...parts,
  }
}

/** A class definition. */
export function classDefinition(
  name: string,
  parts: Partial<Omit<ClassDefinition, 'kind' | 'name'>>,
): ClassDefinition {
  return { kind: 'class', name, decorators: [], bases: [], body: [], ...parts }
}
