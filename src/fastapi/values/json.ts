import type { JsonValue } from '../../claims/json.js'
import { dictionary, list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'

/** A JSON value as a Python literal. */
export function jsonLiteral(value: JsonValue): Expression {
  if (value === null) return none
  if (typeof value === 'string') return string(value)
  if (typeof value === 'boolean') return boolean(value)
  if (typeof value === 'number') return number(value)
  if (isArray(value)) return list(value.map(jsonLiteral))
  return dictionary(Object.entries(value).map(([key, inner]) => [string(key), jsonLiteral(inner)]))
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
