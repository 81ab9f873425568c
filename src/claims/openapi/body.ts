import { createDiagnostic } from '../../diagnostics/create.js'
import type { Method } from '../claim.js'
import { LIST_FIELD } from '../list-field.js'
import { type Collector, READER } from './collector.js'
import { mediaOf } from './media.js'
import { fieldOf, keySpan, pairSpan, type Place, textOf } from './place.js'
import { follow } from './reference.js'
import { claimAtLeastOne, stateRules } from './rules.js'
import { propertiesOf, type Property, type Schema, schemaAt } from './schema.js'
import { valueFactsAt } from './shape.js'
import { typeOf } from './value-type.js'

/** The form of the HTML standard, which OAuth 2.0 asks for tokens with (RFC 6749, section 4.3.2). */
const URL_ENCODED = 'application/x-www-form-urlencoded'

/** Claims of a request body: its schema, whether it is required, its key and its fields. */
export function readBody(
  method: Method,
  path: string,
  operation: Place,
  collector: Collector,
): Schema | null {
  const written = fieldOf(operation, 'requestBody')
  if (written === null) return null
  const place = follow(written, collector)?.place
  if (place === undefined) return null
  const required = fieldOf(place, 'required')
  stateRules(fieldOf(place, 'description'), [`${method} ${path}`], 'value', collector)
  const media = mediaOf(place)
  const schemaPlace = media === null ? null : fieldOf(media.place, 'schema')
  if (schemaPlace === null) {
    const parameters = { what: `the body of ${method} ${path}`, wanted: 'content with a schema' }
    collector.report(createDiagnostic('contract-structure', parameters, keySpan(written)))
    return null
  }
  collector.claim({
    subject: { kind: 'operation', method, path },
    property: 'bodyRequired',
    value: textOf(required) === 'true',
    span: required === null ? keySpan(written) : pairSpan(required),
    reader: READER,
  })
  if (media?.type === URL_ENCODED)
    collector.claim({
      subject: { kind: 'operation', method, path },
      property: 'bodyMedia',
      value: media.type,
      span: keySpan(media.place),
      reader: READER,
    })
  const schema = readBodySchema(method, path, schemaPlace, collector)
  if (schema !== null) claimAtLeastOne(method, path, [place, ...schema.layers], schema, collector)
  return schema
}

/**
 * Claims of the schema of a body.
 *
 * @returns the schema whose fields are the body's: the inner one when the body stands under a key
 */
export function readBodySchema(
  method: Method,
  path: string,
  place: Place,
  collector: Collector,
): Schema | null {
  const outer = schemaAt(place, collector)
  const outerProperties = propertiesOf(outer)
  const key = envelopeOf(outerProperties, collector)
  const subject = { kind: 'operation', method, path } as const
  const schema = key === null ? outer : schemaAt(key.place, collector)
  if (key !== null)
    collector.claim({
      subject,
      property: 'bodyKey',
      value: key.name,
      span: keySpan(key.place),
      reader: READER,
    })
  if (schema.name !== null) {
    if (schema.target !== null) collector.refer(schema.name, schema.target)
    const reference = fieldOf(key?.place ?? place, '$ref')
    collector.claim({
      subject,
      property: 'bodySchema',
      value: schema.name,
      span: reference === null ? keySpan(key?.place ?? place) : pairSpan(reference),
      reader: READER,
    })
  }
  const properties = key === null ? outerProperties : propertiesOf(schema)
  const { type } = typeOf(outer)
  if (type === 'array' && properties.length === 0) {
    claimList(method, path, place, collector)
    return schema
  }
  if (properties.length === 0 && type !== null && type !== 'object') {
    const parameters = { what: `a body that is no object (${method} ${path})` }
    collector.report(createDiagnostic('contract-unsupported', parameters, keySpan(place)))
    return null
  }
  for (const property of properties) {
    if (collector.isFull()) break
    readField(method, path, property, collector)
  }
  return schema
}

/** A body that is a list: one field stands for it. */
function claimList(method: Method, path: string, place: Place, collector: Collector): void {
  const span = keySpan(place)
  const subject = { kind: 'body', method, path, field: LIST_FIELD } as const
  collector.claim({
    subject: { kind: 'operation', method, path },
    property: 'bodyIsArray',
    value: LIST_FIELD,
    span,
    reader: READER,
  })
  collector.claim({ subject, property: 'exists', value: true, span, reader: READER })
  collector.claim({ subject, property: 'required', value: true, span, reader: READER })
  for (const fact of valueFactsAt(place, collector)) collector.claim({ subject, ...fact, reader: READER })
}

/** The one required object that a body consists of: `{"article": {…}}`. */
function envelopeOf(properties: readonly Property[], collector: Collector): Property | null {
  const [only, ...others] = properties
  if (only === undefined || others.length > 0 || !only.required) return null
  const inner = schemaAt(only.place, collector)
  return typeOf(inner).type === 'object' && propertiesOf(inner).length > 0 ? only : null
}

function readField(method: Method, path: string, property: Property, collector: Collector): void {
  const subject = { kind: 'body', method, path, field: property.name } as const
  const span = keySpan(property.place)
  const { required } = property
  collector.claim({ subject, property: 'exists', value: true, span, reader: READER })
  collector.claim({ subject, property: 'required', value: required, span, reader: READER })
  for (const fact of valueFactsAt(property.place, collector))
    collector.claim({ subject, ...fact, reader: READER })
}
