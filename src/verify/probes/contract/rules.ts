import type { JsonValue } from '../../../claims/json.js'
import type { ValueRules } from '../../../design/value.js'
import { member, valueSchema } from './document.js'

/** JSON types by which a document may describe a value of the design. */
const TYPES: { readonly [type in ValueRules['type']]: readonly string[] } = {
  string: ['string'],
  enum: ['string'],
  integer: ['integer'],
  number: ['number', 'integer'],
  decimal: ['number', 'string'],
  boolean: ['boolean'],
  datetime: ['string'],
  date: ['string'],
  time: ['string'],
  uuid: ['string'],
  array: ['array'],
  object: ['object'],
  bytes: ['string'],
}

/** Limits by their keywords in JSON Schema. */
const LIMITS = [
  ['maxLength', 'maxLength'],
  ['minimum', 'minimum'],
  ['maximum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMinimum'],
  ['exclusiveMaximum', 'exclusiveMaximum'],
  ['minItems', 'minItems'],
  ['maxItems', 'maxItems'],
] as const

/** How a served schema differs from the rules of a value, in words. */
export function ruleDifferences(
  document: JsonValue,
  node: JsonValue | undefined,
  rules: ValueRules,
): readonly string[] {
  const { schema } = valueSchema(
    document,
    node,
    rules.type === 'decimal' || rules.type === 'number' ? 'number' : 'any',
  )
  if (schema === null) return ['has no schema']
  const type = member(schema, 'type')
  const differences: string[] = []
  if (typeof type === 'string' && !TYPES[rules.type].includes(type)) {
    differences.push(`is ${type}, not ${rules.type}`)
  }
  for (const [rule, keyword] of LIMITS) {
    const limit = rules[rule]
    const served = member(schema, keyword)
    // Values that are listed one by one have no other length.
    const isListed = rule === 'maxLength' && rules.enum !== null && member(schema, 'enum') !== undefined
    // An address of more than 254 characters is none, whatever its column holds (RFC 5321, section 4.5.3.1.3).
    const isAddress = rule === 'maxLength' && rules.format === 'email' && served === 254 && (limit ?? 0) > 254
    if (limit !== null && served !== limit && !isListed && !isAddress) {
      differences.push(
        `has ${keyword} ${typeof served === 'number' ? String(served) : 'not given'}, not ${String(limit)}`,
      )
    }
  }
  const words = member(schema, 'enum')
  if (rules.enum !== null && Array.isArray(words)) {
    const listed: readonly JsonValue[] = words
    const missing = rules.enum.filter((word) => !listed.includes(word))
    if (missing.length > 0) differences.push(`lacks ${missing.join(', ')}`)
    const known: ReadonlySet<JsonValue> = new Set(rules.enum)
    const extra = listed.filter((word) => typeof word === 'string' && !known.has(word))
    if (extra.length > 0) differences.push(`offers ${extra.join(', ')}, which nobody specified`)
  }
  return differences
}
