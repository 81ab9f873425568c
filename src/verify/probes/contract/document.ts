import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'

/** A JSON object of a served OpenAPI document. */
export type Node = Extract<JsonValue, { readonly [key: string]: JsonValue }>

/** A member of an object; undefined for what is no object or has no such member of its own. */
export function member(node: JsonValue | undefined, ...keys: readonly string[]): JsonValue | undefined {
  let at = node
  for (const key of keys) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return at
}

/** The members of an object that are objects. */
export function objects(node: JsonValue | undefined): readonly (readonly [string, Node])[] {
  if (!isObject(node)) return []
  return Object.entries(node).flatMap(([key, value]) => (isObject(value) ? [[key, value] as const] : []))
}

/** A node, or what its `$ref` within the document leads to. */
export function resolved(document: JsonValue, node: JsonValue | undefined, depth = 0): Node | null {
  if (!isObject(node)) return null
  const reference = member(node, '$ref')
  if (typeof reference !== 'string' || depth > 10) return node
  if (!reference.startsWith('#/')) return null
  const keys = reference
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return resolved(document, member(document, ...keys), depth + 1)
}

/** Paths are the same whatever their parameters are called. */
export function pathShape(path: string): string {
  return path.replaceAll(/\{[^}]*\}/gu, '{}').replace(/(.)\/$/u, '$1')
}

/** The operation of a method and path; null when the document has none. */
export function operationIn(document: JsonValue, method: string, path: string): Node | null {
  const shape = pathShape(path)
  for (const [served, item] of objects(member(document, 'paths'))) {
    if (pathShape(served) !== shape) continue
    const operation = member(item, method.toLowerCase())
    if (isObject(operation)) return operation
  }
  return null
}

/** A number may be written as text beside its own form, as a decimal in an address. */
function isText(part: JsonValue, wanted: 'any' | 'number'): boolean {
  return wanted === 'number' && member(part, 'type') === 'string'
}

/** A schema with the one alternative that is not null, and whether null is one. */
export function valueSchema(
  document: JsonValue,
  node: JsonValue | undefined,
  wanted: 'any' | 'number' = 'any',
): { readonly schema: Node | null; readonly nullable: boolean } {
  const schema = resolved(document, node)
  const parts = member(schema ?? undefined, 'anyOf') ?? member(schema ?? undefined, 'oneOf')
  if (schema === null || !Array.isArray(parts)) {
    const type = member(schema ?? undefined, 'type')
    return { schema, nullable: Array.isArray(type) && type.includes('null') }
  }
  const all: readonly JsonValue[] = parts
  const values = all.filter((part) => member(part, 'type') !== 'null' && !isText(part, wanted))
  const [only] = values
  return {
    schema: values.length === 1 ? resolved(document, only) : schema,
    nullable: all.some((part) => member(part, 'type') === 'null'),
  }
}
