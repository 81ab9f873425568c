import type { ValueType } from '../shape.js'
import { isList, itemsOf, type Place, textOf } from './place.js'
import { keyword, propertiesOf, type Schema } from './schema.js'

/** What the types of JSON Schema are called here. */
const TYPES: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'string'],
  ['integer', 'integer'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['array', 'array'],
  ['object', 'object'],
  ['file', 'bytes'],
])

/** Types in the words of another language, where they can only mean one thing. */
const FOREIGN_TYPES: ReadonlyMap<string, ValueType> = new Map([
  ['str', 'string'],
  ['text', 'string'],
  ['int', 'integer'],
  ['long', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'decimal'],
  ['bool', 'boolean'],
  ['date', 'date'],
  ['datetime', 'datetime'],
  ['date-time', 'datetime'],
  ['uuid', 'uuid'],
  ['list', 'array'],
  ['dict', 'object'],
])

/** Formats that make another type of a string or a number (OpenAPI format registry). */
const FORMATS: ReadonlyMap<string, ValueType> = new Map([
  ['date-time', 'datetime'],
  ['date', 'date'],
  ['time', 'time'],
  ['uuid', 'uuid'],
  ['binary', 'bytes'],
  ['byte', 'bytes'],
  ['decimal', 'decimal'],
])

/** The type of a schema, and whether it may be null. */
export interface SchemaType {
  /** Null when the schema does not say, or leaves several open. */
  readonly type: ValueType | null
  /** Null when the schema does not say. */
  readonly nullable: boolean | null
  /** Where it says so. */
  readonly place: Place | null
  /** A type that JSON Schema does not have. */
  readonly unknown: string | null
}

/** Reads `type`, `format`, `enum`, `const` and `nullable` (3.0 and 3.1 forms) of a schema. */
export function typeOf(schema: Schema): SchemaType {
  const place = keyword(schema, 'type')
  const names = isList(place) ? itemsOf(place).map(nameOf) : [textOf(place)]
  const real = names.filter((name) => name !== null && name !== 'null')
  const nullable = nullableOf(schema, names)
  const unknown = real.find((name) => name !== null && !TYPES.has(name)) ?? null
  const name = real.length === 1 ? (real[0] ?? '') : ''
  const written = TYPES.get(name) ?? FOREIGN_TYPES.get(name.toLowerCase()) ?? null
  const base = real.length > 1 ? null : (written ?? inferred(schema))
  const fine = base === null ? null : refinementOf(schema, base)
  return { type: fine?.type ?? base, nullable, place: fine?.place ?? place, unknown }
}

/** An item of a type list; a bare `null` means the same as a quoted one. */
function nameOf(item: Place): string {
  return textOf(item) ?? 'null'
}

function nullableOf(schema: Schema, names: readonly (string | null)[]): boolean | null {
  if (schema.orNull || names.includes('null')) return true
  const text = textOf(keyword(schema, 'nullable'))
  return text === 'true' ? true : text === 'false' ? false : null
}

/** The type of a schema without `type`, where its other keys leave no doubt. */
function inferred(schema: Schema): ValueType | null {
  if (schema.alternatives.length > 0) {
    const types = new Set(schema.alternatives.map((choice) => typeOf(choice).type))
    const [only] = types
    return types.size === 1 ? (only ?? null) : null
  }
  if (propertiesOf(schema).length > 0) return 'object'
  if (keyword(schema, 'items') !== null) return 'array'
  if (keyword(schema, 'enum') !== null || keyword(schema, 'pattern') !== null) return 'string'
  return null
}

/** What a format, an encoding or a list of values makes of a string or a number. */
function refinementOf(
  schema: Schema,
  base: ValueType,
): { readonly type: ValueType; readonly place: Place } | null {
  if (base !== 'string' && base !== 'number') return null
  const media = keyword(schema, 'contentMediaType')
  if (base === 'string' && media !== null && keyword(schema, 'contentEncoding') === null)
    return { type: 'bytes', place: media }
  const format = keyword(schema, 'format')
  const type = FORMATS.get(textOf(format) ?? '')
  if (format !== null && type !== undefined && (base === 'string' || type === 'decimal'))
    return { type, place: format }
  const members = keyword(schema, 'enum') ?? keyword(schema, 'const')
  return base === 'string' && members !== null ? { type: 'enum', place: members } : null
}
