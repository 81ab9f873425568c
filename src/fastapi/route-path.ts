import { identifier } from '../python/identifier.js'
import type { ImplementedOperation } from './backend.js'

/** A path as FastAPI writes it: parameters are Python identifiers in braces. */
export function fastapiPath(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      const named = parameterOf(segment)
      return named === null ? segment.replaceAll('{', '').replaceAll('}', '') : `{${identifier(named)}}`
    })
    .join('/')
}

/** The name in a segment such as `{id}` or `:id`; null for a literal. */
function parameterOf(segment: string): string | null {
  if (segment.startsWith('{') && segment.endsWith('}')) return segment.slice(1, -1)
  return segment.startsWith(':') ? segment.slice(1) : null
}

/** The longest run of whole segments with which all paths begin; a route must keep a path or a prefix. */
export function prefixOf(operations: readonly ImplementedOperation[]): string {
  const [first = [], ...rest] = operations.map(({ path }) => path.replace(/\/$/, '').split('/'))
  let length = first.length
  for (const segments of rest) {
    let same = 0
    while (same < length && segments[same] === first[same]) same += 1
    length = same
  }
  return first.slice(0, length).join('/')
}

/** Operations in an order in which no route hides another: a literal before a parameter in the same place. */
export function routeOrder(operations: readonly ImplementedOperation[]): readonly ImplementedOperation[] {
  const ordered: ImplementedOperation[] = []
  for (const operation of operations) {
    const hidden = ordered.findIndex(
      (earlier) => earlier.method === operation.method && hides(earlier.path, operation.path),
    )
    if (hidden === -1) ordered.push(operation)
    else ordered.splice(hidden, 0, operation)
  }
  return ordered
}

function hides(earlier: string, later: string): boolean {
  const [first, second] = [earlier.split('/'), later.split('/')]
  if (first.length !== second.length || earlier === later) return false
  return first.every((segment, index) => {
    const other = second[index] ?? ''
    return parameterOf(segment) !== null || (parameterOf(other) === null && segment === other)
  })
}
