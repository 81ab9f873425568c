import type { Collector } from './collector.js'
import type { Surroundings } from './intent.js'
import { mediaOf } from './media.js'
import type { Parameter } from './parameters.js'
import { fieldOf, type Place } from './place.js'
import type { Response } from './responses.js'
import { keyword, propertiesOf, type Schema, schemaAt } from './schema.js'
import { typeOf } from './value-type.js'

/** Collections and envelopes that are opened in search of fields. */
const DEEPEST = 3

/** Fields that are looked at for one operation. */
const MOST_FIELDS = 1000

/** The names of the fields that the bodies, answers and parameters of an operation show. */
export function surroundingsOf(
  parameters: readonly Parameter[],
  body: Schema | null,
  responses: readonly Response[],
  collector: Collector,
): Surroundings {
  const fields = new Set<string>(parameters.map(({ name }) => name))
  const flags = new Set<string>()
  const bodyFields = new Set<string>()
  let left = MOST_FIELDS
  const visit = (schema: Schema, depth: number): void => {
    for (const { name, place } of propertiesOf(schema)) {
      if (--left < 0) return
      fields.add(name)
      const inner = schemaAt(place, collector)
      if (typeOf(inner).type === 'boolean') flags.add(name)
      if (depth < DEEPEST) open(inner, depth + 1)
    }
    if (depth < DEEPEST) open(schema, depth + 1, false)
  }
  const open = (schema: Schema, depth: number, ownFields = true): void => {
    const items = keyword(schema, 'items')
    if (items !== null) visit(schemaAt(items, collector), depth)
    else if (ownFields && propertiesOf(schema).length > 0) visit(schema, depth)
  }
  if (body !== null) {
    for (const { name } of propertiesOf(body)) bodyFields.add(name)
    visit(body, 1)
  }
  for (const response of responses) {
    const schema = response.status < 400 ? schemaOf(response.place) : null
    if (schema !== null) visit(schemaAt(schema, collector), 0)
  }
  return { fields, flags, body: bodyFields }
}

function schemaOf(response: Place): Place | null {
  const media = mediaOf(response)
  return media === null ? fieldOf(response, 'schema') : fieldOf(media.place, 'schema')
}
