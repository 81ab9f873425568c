import type { Operation } from '../design/operation.js'

/** A route as requests are matched with it. */
interface Route {
  readonly operation: Operation
  readonly segments: readonly string[]
}

/** What a path and a method lead to. */
export type Match =
  | {
      readonly kind: 'operation'
      readonly operation: Operation
      readonly parameters: ReadonlyMap<string, string>
    }
  /** The path is known, the method is not; `allow` are those that are (RFC 9110, section 15.5.6). */
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' }

/** The routes of a service: a literal segment goes before a parameter in the same place. */
export class RouteTable {
  readonly #routes: readonly Route[]

  constructor(operations: readonly Operation[]) {
    this.#routes = operations.map((operation) => ({ operation, segments: operation.path.split('/') }))
  }

  /** Finds the operation for a method and a decoded path. */
  match(method: string, path: string): Match {
    const segments = path.split('/')
    const matching = this.#routes.flatMap(({ operation, segments: pattern }) => {
      const parameters = parametersOf(pattern, segments)
      return parameters === null ? [] : [{ operation, pattern, parameters }]
    })
    const [best] = matching
      .filter(({ operation }) => operation.method === method)
      .toSorted((left, right) => compareRoutes(left.pattern, right.pattern))
    if (best !== undefined) {
      return { kind: 'operation', operation: best.operation, parameters: best.parameters }
    }
    const allow = [...new Set(matching.map(({ operation }) => operation.method))]
    return allow.length === 0 ? { kind: 'unknown' } : { kind: 'method', allow }
  }
}

/** The name in a segment such as `{id}` or `:id`; null for a literal. */
export function parameterOf(segment: string): string | null {
  if (segment.startsWith('{') && segment.endsWith('}')) return segment.slice(1, -1)
  return segment.startsWith(':') ? segment.slice(1) : null
}

function compareRoutes(left: readonly string[], right: readonly string[]): number {
  for (const [index, segment] of left.entries()) {
    const order = Number(parameterOf(segment) !== null) - Number(parameterOf(right[index] ?? '') !== null)
    if (order !== 0) return order
  }
  return 0
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): ReadonlyMap<string, string> | null {
  if (pattern.length !== segments.length) return null
  const found = new Map<string, string>()
  for (const [index, expected] of pattern.entries()) {
    const given = segments[index] ?? ''
    const name = parameterOf(expected)
    if (name === null) {
      if (given !== expected) return null
    } else {
      if (given === '') return null
      found.set(name, given)
    }
  }
  return found
}
