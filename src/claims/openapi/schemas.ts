import { type Collector, READER } from './collector.js'
import { fieldOf, fieldsOf, keySpan, pairSpan, type Place, placeAt, textOf } from './place.js'
import { follow } from './reference.js'
import { claimRowRules } from './row-rules.js'
import { stateRules } from './rules.js'
import { propertiesOf, schemaAt } from './schema.js'
import { ownShape, valueFactsAt } from './shape.js'
import { typeOf } from './value-type.js'

/**
 * Claims of the named schemas of a contract, and of a JSON Schema's definitions.
 *
 * @returns their names
 */
export function readSchemas(top: Place, collector: Collector): ReadonlySet<string> {
  const names = new Set<string>()
  const containers = [
    placeAt(top, 'components', 'schemas'),
    fieldOf(top, 'definitions'),
    fieldOf(top, '$defs'),
  ]
  for (const written of containers) {
    const container = written === null ? null : follow(written, collector)
    for (const { name, place } of container === null ? [] : fieldsOf(container.place)) {
      names.add(name)
      readSchema(name, place, collector)
    }
  }
  return names
}

/**
 * Claims of the schemas that other claims name and that stand elsewhere than under the schemas of
 * the contract: in a file of their own, or inside an operation.
 *
 * @param known names of the schemas that were read
 * @param isReadElsewhere whether a place belongs to a contract that is read for itself
 */
export function readReferredSchemas(
  known: ReadonlySet<string>,
  isReadElsewhere: (place: Place) => boolean,
  collector: Collector,
): void {
  // Reading a schema may name further ones; a map shows what is added while it is walked.
  for (const [name, place] of collector.referred)
    if (!known.has(name) && !isReadElsewhere(place)) readSchema(name, place, collector)
}

/** Claims of one named schema. */
export function readSchema(name: string, place: Place, collector: Collector): void {
  const subject = { kind: 'schema', schema: name } as const
  const base = { subject, reader: READER } as const
  const span = keySpan(place)
  collector.claim({ ...base, property: 'exists', value: true, span })
  const description = fieldOf(place, 'description')
  const text = textOf(description)?.trim()
  if (description !== null && text !== undefined)
    collector.claim({ ...base, property: 'description', value: text, span: pairSpan(description) })
  stateRules(description, [name], 'value', collector)
  const additional = fieldOf(place, 'additionalProperties')
  if (additional !== null && textOf(additional) === 'false')
    collector.claim({ ...base, property: 'unknownFields', value: 'refuse', span: pairSpan(additional) })
  const schema = schemaAt(place, collector)
  const properties = propertiesOf(schema)
  if (properties.length === 0 || typeOf(schema).type === 'array') {
    const shape = ownShape(schema, place, collector)
    if (shape.kind !== 'unknown') collector.claim({ ...base, property: 'shape', value: shape, span })
    return
  }
  claimRowRules(name, description, properties, collector)
  for (const property of properties) {
    if (collector.isFull()) return
    const field = { kind: 'property', schema: name, field: property.name } as const
    const at = keySpan(property.place)
    const { required } = property
    collector.claim({ subject: field, property: 'exists', value: true, span: at, reader: READER })
    collector.claim({ subject: field, property: 'required', value: required, span: at, reader: READER })
    for (const fact of valueFactsAt(property.place, collector))
      collector.claim({ subject: field, ...fact, reader: READER })
    stateRules(fieldOf(property.place, 'description'), [name, property.name], 'value', collector)
  }
}
