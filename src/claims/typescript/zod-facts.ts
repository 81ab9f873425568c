import type { JsonValue } from '../json.js'
import type { ValueType } from '../shape.js'
import { literalOf } from '../value-words.js'
import { type Call, callsFrom } from './calls.js'
import type { Fact } from './type-facts.js'

const TYPES: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['int', 'integer'],
  ['bigint', 'integer'],
  ['boolean', 'boolean'],
  ['date', 'datetime'],
  ['datetime', 'datetime'],
  ['uuid', 'uuid'],
  ['guid', 'uuid'],
  ['email', 'string'],
  ['url', 'string'],
  ['array', 'array'],
  ['object', 'object'],
  ['record', 'object'],
  ['enum', 'enum'],
])

/**
 * What a zod chain says of a value: `z.string().trim().min(1).max(200).optional()`.
 *
 * @returns none for a value that is no chain of `z`
 */
export function zodFacts(chain: string): readonly Fact[] {
  const start = /^z\b(?:\s{0,40}\.coerce\b)?/.exec(chain)
  const calls = start === null ? [] : callsFrom(chain, start[0].length)
  if (calls.length === 0) return []
  const type = calls.reduce<ValueType | null>((before, { name }) => TYPES.get(name) ?? before, null)
  const facts: Fact[] = type === null ? [] : [{ property: 'type', value: type }]
  const absent = calls.some(({ name }) => /^(?:optional|nullish|default|prefault)$/.test(name))
  facts.push({ property: 'required', value: !absent })
  return [...facts, ...calls.flatMap((call) => callFacts(call, type))]
}

function callFacts({ name, values: [first = ''] }: Call, type: ValueType | null): readonly Fact[] {
  const digits = first.replaceAll('_', '')
  const amount = /^-?\d{1,15}(?:\.\d{1,10})?$/.test(digits) ? Number(digits) : null
  switch (name) {
    case 'nullable':
    case 'nullish':
      return [{ property: 'nullable', value: true }]
    case 'trim':
      return [{ property: 'trimmed', value: true }]
    case 'email':
      return [{ property: 'format', value: 'email' }]
    case 'url':
      return [{ property: 'format', value: 'uri' }]
    case 'positive':
      return type === 'integer'
        ? [{ property: 'minimum', value: 1 }]
        : [{ property: 'exclusiveMinimum', value: 0 }]
    case 'nonnegative':
      return [{ property: 'minimum', value: 0 }]
    case 'nonempty':
      return limit('min', 1, type)
    case 'min':
    case 'gte':
      return amount === null ? [] : limit('min', amount, type)
    case 'max':
    case 'lte':
      return amount === null ? [] : limit('max', amount, type)
    case 'length':
      return amount === null ? [] : [...limit('min', amount, type), ...limit('max', amount, type)]
    case 'gt':
      return amount === null ? [] : [{ property: 'exclusiveMinimum', value: amount }]
    case 'lt':
      return amount === null ? [] : [{ property: 'exclusiveMaximum', value: amount }]
    case 'default':
      return defaultOf(first)
    case 'enum':
      return enumOf(first)
    default:
      return []
  }
}

function limit(bound: 'min' | 'max', value: number, type: ValueType | null): readonly Fact[] {
  const lower = bound === 'min'
  if (type === 'string') return [{ property: lower ? 'minLength' : 'maxLength', value }]
  if (type === 'array') return [{ property: lower ? 'minItems' : 'maxItems', value }]
  return type === 'integer' || type === 'number' ? [{ property: lower ? 'minimum' : 'maximum', value }] : []
}

function defaultOf(written: string): readonly Fact[] {
  if (!/^(?:-?\d{1,15}(?:\.\d{1,10})?|true|false|null|\[\]|\{\}|(["'])[^"'\n]{0,120}\1)$/.test(written))
    return []
  const value: JsonValue = literalOf(written)
  return [{ property: 'default', value }]
}

function enumOf(written: string): readonly Fact[] {
  const values = [...written.matchAll(/(["'])([^"'\n]{1,80})\1/g)].map(([, , value = '']) => value)
  return values.length > 1 ? [{ property: 'enum', value: values }] : []
}
