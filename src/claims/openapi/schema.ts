import { createDiagnostic } from '../../diagnostics/create.js'
import type { Collector } from './collector.js'
import { fieldOf, fieldsOf, isObject, itemsOf, pairSpan, type Place, textOf } from './place.js'
import { follow } from './reference.js'

/** Parts of one schema that are looked at, references and `allOf` followed. */
const MOST_LAYERS = 200

/**
 * A schema with its references followed and its parts laid over each other. A key is looked up in
 * the layers from the first to the last: what stands beside a `$ref` comes before what it refers to.
 */
export interface Schema {
  readonly layers: readonly Place[]
  /** Name of the schema it stands for: `ParcelCreate`; null for one written in place. */
  readonly name: string | null
  /** Where the schema of that name is written. */
  readonly target: Place | null
  /** Whether `null` is one of its alternatives. */
  readonly orNull: boolean
  /** What `oneOf` and `anyOf` leave open, when more than one alternative remains. */
  readonly alternatives: readonly Schema[]
}

/** Reads the schema at a place. */
export function schemaAt(place: Place, collector: Collector): Schema {
  if (place.node === null) return EMPTY
  const known = collector.memory.schemas.get(place.node)
  if (known !== undefined) return known
  const schema = read(place, collector, { layers: 0, depth: 0 })
  collector.memory.schemas.set(place.node, schema)
  return schema
}

interface Extent {
  layers: number
  readonly depth: number
}

const EMPTY: Schema = { layers: [], name: null, target: null, orNull: false, alternatives: [] }

function read(place: Place, collector: Collector, extent: Extent): Schema {
  if (!collector.spend() || extent.depth > 16 || ++extent.layers > MOST_LAYERS) {
    collector.report(createDiagnostic('schema-too-complex', {}, pairSpan(place)))
    return EMPTY
  }
  if (!isObject(place)) return EMPTY
  const referred = follow(place, collector)
  if (referred === null) return { ...EMPTY, layers: [place] }
  const layers = [...referred.through, ...(isObject(referred.place) ? [referred.place] : [])]
  const parts: Schema[] = []
  const alternatives: Schema[] = []
  let orNull = false
  // The parts count against the extent of the whole, so that a web of `allOf` stays bounded.
  const within = { layers: extent.layers, depth: extent.depth + 1 }
  for (const layer of layers) {
    for (const part of itemsOf(fieldOf(layer, 'allOf'))) parts.push(read(part, collector, within))
    for (const key of ['oneOf', 'anyOf']) {
      const choices = itemsOf(fieldOf(layer, key)).filter((choice) => !isBareRequired(choice))
      const real = choices.filter((choice) => !isNullType(choice))
      if (real.length < choices.length) orNull = true
      const schemas = real.map((choice) => read(choice, collector, within))
      if (schemas.length === 1) parts.push(...schemas)
      else alternatives.push(...schemas)
    }
  }
  extent.layers = within.layers
  const only = parts.length === 1 && layers.every((layer) => !describesObject(layer)) ? parts[0] : null
  return {
    layers: [...layers, ...parts.flatMap((part) => part.layers)],
    name: referred.name ?? only?.name ?? null,
    target: referred.name === null ? (only?.target ?? null) : referred.place,
    orNull: orNull || parts.some((part) => part.orNull),
    alternatives: [...alternatives, ...parts.flatMap((part) => part.alternatives)],
  }
}

/** `anyOf: [{required: [a]}, {required: [b]}]` says which fields must be there, not what they are. */
function isBareRequired(place: Place): boolean {
  const fields = fieldsOf(place)
  return fields.length > 0 && fields.every((field) => field.name === 'required')
}

function isNullType(place: Place): boolean {
  const type = fieldOf(place, 'type')
  if (type === null) return false
  return textOf(type) === 'null' || (type.node !== null && textOf(type) === null && isEmpty(type))
}

function isEmpty(place: Place): boolean {
  return !isObject(place) && itemsOf(place).length === 0
}

function describesObject(layer: Place): boolean {
  return fieldOf(layer, 'properties') !== null
}

/** The first layer's value under a key. */
export function keyword(schema: Schema, name: string): Place | null {
  for (const layer of schema.layers) {
    const value = fieldOf(layer, name)
    if (value !== null) return value
  }
  return null
}

/** A field of an object schema. */
export interface Property {
  readonly name: string
  readonly place: Place
  readonly required: boolean
}

/**
 * The fields of an object schema. Of several alternatives all fields are taken, and those are
 * required that every alternative requires.
 */
export function propertiesOf(schema: Schema): readonly Property[] {
  const known = properties.get(schema)
  if (known !== undefined) return known
  const found = findProperties(schema)
  properties.set(schema, found)
  return found
}

const properties = new WeakMap<Schema, readonly Property[]>()

function findProperties(schema: Schema): readonly Property[] {
  const required = new Set<string>(requiredNames(schema))
  const found = new Map<string, Property>()
  for (const layer of schema.layers) {
    for (const { name, place } of fieldsOf(fieldOf(layer, 'properties') ?? layer)) {
      if (fieldOf(layer, 'properties') === null) break
      if (!found.has(name)) found.set(name, { name, place, required: required.has(name) })
    }
  }
  const choices = schema.alternatives.map(propertiesOf)
  const alwaysRequired = (name: string): boolean =>
    requiredBy.every((names) => names.has(name)) || required.has(name)
  const requiredBy = choices.map(
    (choice) => new Set(choice.filter((property) => property.required).map(({ name }) => name)),
  )
  for (const property of choices.flat())
    if (!found.has(property.name))
      found.set(property.name, { ...property, required: alwaysRequired(property.name) })
  return [...found.values()]
}

function requiredNames(schema: Schema): readonly string[] {
  return schema.layers.flatMap((layer) =>
    itemsOf(fieldOf(layer, 'required')).flatMap((item) => textOf(item) ?? []),
  )
}
