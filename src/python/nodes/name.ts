import type { Expression } from './expression.js'

/** A name bound in the module itself: a parameter, a local, a definition, a builtin. */
export interface Name {
  readonly kind: 'name'
  readonly id: string
}

/** A name that another module exports. The planner imports it and decides what it is called here. */
export interface Symbol {
  readonly kind: 'symbol'
  readonly module: string
  readonly name: string
}

/** A whole module: `import sqlalchemy as sa`. */
export interface ModuleReference {
  readonly kind: 'module'
  readonly module: string
  readonly as: string | null
}

/** `value.name`. */
export interface Attribute {
  readonly kind: 'attribute'
  readonly value: Expression
  readonly name: string
}

/** A name bound in the module itself; `id` must be a legal identifier (see `identifier`). */
export function name(id: string): Name {
  return { kind: 'name', id }
}

/** A name exported by `module`, written as an absolute dotted path. */
export function symbol(module: string, exported: string): Symbol {
  return { kind: 'symbol', module, name: exported }
}

/** A module as a value, imported whole, under `as` when given. */
export function moduleReference(module: string, as: string | null = null): ModuleReference {
  return { kind: 'module', module, as }
}

/** `value.first.second`. */
export function attribute(value: Expression, ...path: readonly [string, ...string[]]): Attribute {
  const [first, ...rest] = path
  return rest.reduce<Attribute>((inner, next) => ({ kind: 'attribute', value: inner, name: next }), {
    kind: 'attribute',
    value,
    name: first,
  })
}
