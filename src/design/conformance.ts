import type { JsonValue } from '../claims/json.js'
import type { BodyField, Example, Operation } from './operation.js'
import { isZoneless, ZONELESS, type ValueRules } from './value.js'

/** An author's pattern is tried on texts no longer than this, whatever it costs. */
const PATTERN_LIMIT = 12

/** A JSON object. */
interface JsonObject {
  readonly [key: string]: JsonValue
}

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a body has all required fields, and each of its known fields keeps its rules. */
function bodyConforms(fields: readonly BodyField[], body: JsonObject): boolean {
  return fields.every((field) => {
    const value = Object.hasOwn(body, field.name) ? body[field.name] : undefined
    return value === undefined ? !field.required : conforms(field, value) && saysZone(field, value)
  })
}

/** Whether a moment says its time zone where it must. */
function saysZone({ type, format }: ValueRules, value: JsonValue): boolean {
  return type !== 'datetime' || format === ZONELESS || typeof value !== 'string' || !isZoneless(value)
}

/**
 * Whether a JSON value keeps the rules, as far as that can be told: formats of
 * texts and patterns on long texts are taken as kept.
 */
export function conforms(rules: ValueRules, value: JsonValue): boolean {
  if (value === null) return rules.nullable
  switch (rules.type) {
    case 'string':
    case 'enum':
      return typeof value === 'string' && textConforms(rules, value)
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && numberConforms(rules, value)
    case 'number':
      return typeof value === 'number' && numberConforms(rules, value)
    case 'decimal':
      return (typeof value === 'number' || typeof value === 'string') && numberConforms(rules, Number(value))
    case 'boolean':
      return typeof value === 'boolean'
    case 'array':
      return Array.isArray(value) && itemsConform(rules, value)
    case 'object':
      return isObject(value)
    default:
      return true
  }
}

function textConforms(rules: ValueRules, value: string): boolean {
  const text = rules.trimmed ? value.trim() : value
  // Lengths are counted in characters, as Python counts them.
  const length = Array.from(text).length
  if (rules.enum !== null && !rules.enum.includes(text)) return false
  if (rules.notBlank && text.trim() === '') return false
  if (length < (rules.minLength ?? 0) || length > (rules.maxLength ?? length)) return false
  if (rules.pattern === null || text.length > PATTERN_LIMIT) return true
  return compile(rules.pattern)?.test(text) !== false
}

function numberConforms(rules: ValueRules, value: number): boolean {
  return (
    !Number.isNaN(value) &&
    value >= (rules.minimum ?? value) &&
    value <= (rules.maximum ?? value) &&
    (rules.exclusiveMinimum === null || value > rules.exclusiveMinimum) &&
    (rules.exclusiveMaximum === null || value < rules.exclusiveMaximum)
  )
}

function itemsConform({ items, minItems, maxItems }: ValueRules, values: readonly JsonValue[]): boolean {
  if (values.length < (minItems ?? 0) || values.length > (maxItems ?? values.length)) return false
  return items === null || values.every((value) => conforms(items, value))
}

/** An author's pattern; null when it is none. Callers try it on short texts only. */
export function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return null
  }
}

/** The part of an example's request that holds the fields: under a key, or the one field that the body itself is. */
export function bodyOf(
  request: JsonValue | undefined,
  { body, bodyKey, bodyIsArray }: Pick<Operation, 'body' | 'bodyKey' | 'bodyIsArray'>,
): JsonValue | undefined {
  const [only] = body
  if (bodyIsArray === true && only !== undefined)
    return request === undefined ? undefined : { [only.name]: request }
  if (bodyKey === null) return request
  return isObject(request) && Object.hasOwn(request, bodyKey) ? request[bodyKey] : undefined
}

/** Whether a request that the documents show breaks a rule that they give for its body. */
export function breaksRules(
  operation: Pick<Operation, 'body' | 'bodyKey' | 'bodyIsArray'>,
  { request }: Pick<Example, 'request'>,
): boolean {
  const { body } = operation
  if (request === undefined || body.length === 0) return false
  const inner = bodyOf(request, operation)
  return !isObject(inner) || !bodyConforms(body, inner)
}
