import { isMap, isScalar, isSeq, type Node } from 'yaml'
import type { JsonValue } from '../json.js'
import { fieldsOf, itemsOf, type Place } from './place.js'

/** Most nodes of one example or default; what is larger is no example. */
const MOST_NODES = 5000

/** Deepest nesting of one example. */
const DEEPEST = 40

/**
 * The JSON value of a place, aliases followed.
 *
 * @returns undefined when there is none, or when it is too large (aliases can make it endless);
 * objects have no prototype, so that a key such as `__proto__` is only a key
 */
export function jsonOf(place: Place | null): JsonValue | undefined {
  if (place === null) return undefined
  if (place.node === null) return null
  if (known.has(place.node)) return known.get(place.node)
  const budget = { nodes: MOST_NODES }
  const value = read(place, 0, budget)
  const whole = budget.nodes < 0 ? undefined : value
  known.set(place.node, whole)
  return whole
}

/** Values by node: a shared example is read once. */
const known = new WeakMap<Node, JsonValue | undefined>()

function read(place: Place, depth: number, budget: { nodes: number }): JsonValue {
  budget.nodes--
  if (budget.nodes < 0 || depth > DEEPEST) {
    budget.nodes = -1
    return null
  }
  if (isSeq(place.node)) return itemsOf(place).map((item) => read(item, depth + 1, budget))
  if (isMap(place.node)) {
    const object: Record<string, JsonValue> = Object.create(null)
    for (const field of fieldsOf(place)) object[field.name] = read(field.place, depth + 1, budget)
    return object
  }
  return scalar(isScalar(place.node) ? place.node.value : null)
}

function scalar(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return value === null || value === undefined ? null : String(value)
}
