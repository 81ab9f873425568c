import type { Shape, ShapeField, ValueFacts } from '../shape.js'
import type { Collector } from './collector.js'
import { type Fact, factsOf } from './facts.js'
import { isObject, type Place, textOf } from './place.js'
import { keyword, propertiesOf, type Property, type Schema, schemaAt } from './schema.js'
import { typeOf } from './value-type.js'

/** Shapes inside shapes, written in place; deeper ones are unknown. */
const DEEPEST = 12

/** The shape of the schema at a place: named objects stay references, all else is written out. */
export function shapeAt(place: Place, collector: Collector): Shape {
  if (place.node === null) return { kind: 'unknown' }
  const known = collector.memory.shapes.get(place.node)
  if (known !== undefined) return known
  const read = shape(place, collector, 0)
  collector.memory.shapes.set(place.node, read)
  return read
}

function shape(place: Place, collector: Collector, depth: number): Shape {
  if (depth > DEEPEST || !isObject(place)) return { kind: 'unknown' }
  const schema = schemaAt(place, collector)
  const { type } = typeOf(schema)
  const named = type === 'object' || type === 'array' || type === null
  if (schema.name !== null && named) return referenceTo(schema.name, schema, collector)
  return written(schema, place, collector, depth)
}

/** A shape that only names its schema, which is then claimed wherever it is written. */
function referenceTo(name: string, schema: Schema, collector: Collector): Shape {
  if (schema.target !== null) collector.refer(name, schema.target)
  return { kind: 'reference', name }
}

/** The shape of a schema itself, even when it has a name. */
export function ownShape(schema: Schema, place: Place, collector: Collector): Shape {
  return written(schema, place, collector, 0)
}

function written(schema: Schema, place: Place, collector: Collector, depth: number): Shape {
  const { type } = typeOf(schema)
  if (type === 'object') {
    const fields = propertiesOf(schema).map((property) => field(property, collector, depth))
    return { kind: 'object', name: null, fields }
  }
  if (type === 'array') {
    const items = keyword(schema, 'items')
    return {
      kind: 'array',
      items: items === null ? { kind: 'unknown' } : shape(items, collector, depth + 1),
    }
  }
  if (type === 'bytes') {
    const mediaType = textOf(keyword(schema, 'contentMediaType')) ?? 'application/octet-stream'
    return { kind: 'file', mediaType }
  }
  if (type === null && schema.layers.length === 0) return { kind: 'unknown' }
  const facts = factsOf(schema, place, null, collector)
  return type === null && !facts.some(({ property }) => property === 'enum')
    ? { kind: 'unknown' }
    : { kind: 'value', facts: gather(facts) }
}

function field(property: Property, collector: Collector, depth: number): ShapeField {
  const schema = schemaAt(property.place, collector)
  return {
    name: property.name,
    shape: shape(property.place, collector, depth + 1),
    required: property.required,
    nullable: typeOf(schema).nullable === true,
  }
}

function gather(facts: readonly Fact[]): Partial<ValueFacts> {
  return Object.assign({}, ...facts.map(({ property, value }) => ({ [property]: value })))
}

/**
 * The shape that the fact `shape` of a value holds: of an array's elements, or of an object.
 *
 * @returns null for a value without an inside
 */
function innerShape(schema: Schema, place: Place, collector: Collector): Shape | null {
  const { type } = typeOf(schema)
  if (type === 'array') {
    const items = keyword(schema, 'items')
    return items === null ? null : shapeAt(items, collector)
  }
  if (type === 'object')
    return schema.name === null
      ? written(schema, place, collector, 0)
      : referenceTo(schema.name, schema, collector)
  return type === 'bytes' ? written(schema, place, collector, 0) : null
}

/** All facts of the value at a place. */
export function valueFactsAt(place: Place, collector: Collector): readonly Fact[] {
  if (place.node === null) return []
  const known = collector.memory.facts.get(place.node)
  if (known !== undefined) return known
  const schema = schemaAt(place, collector)
  const facts = factsOf(schema, place, innerShape(schema, place, collector), collector)
  collector.memory.facts.set(place.node, facts)
  return facts
}
