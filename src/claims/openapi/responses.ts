import { createDiagnostic } from '../../diagnostics/create.js'
import type { Method } from '../claim.js'
import type { JsonValue } from '../json.js'
import type { Shape } from '../shape.js'
import { type Collector, READER } from './collector.js'
import { type BodyExample, examplesOf } from './examples.js'
import { isJson, mediaOf } from './media.js'
import { fieldOf, fieldsOf, keySpan, pairSpan, type Place, textOf } from './place.js'
import { lastStep, follow } from './reference.js'
import { stateRules } from './rules.js'
import { propertiesOf, schemaAt } from './schema.js'
import { shapeAt } from './shape.js'
import { jsonOf } from './value.js'

/** A response of an operation. */
export interface Response {
  readonly status: number
  /** The status in the operation. */
  readonly written: Place
  /** The response itself, its reference followed. */
  readonly place: Place
  readonly shape: Shape
  readonly examples: readonly BodyExample[]
}

/** Reads the responses of an operation, with their claims. */
export function readResponses(
  method: Method,
  path: string,
  operation: Place,
  collector: Collector,
): readonly Response[] {
  const container = fieldOf(operation, 'responses')
  const responses: Response[] = []
  for (const { name, place: written } of container === null ? [] : fieldsOf(container)) {
    if (name === 'default' || name.startsWith('x-')) continue
    const status = /^[1-5]\d\d$/.test(name) ? Number(name) : null
    if (status === null) {
      collector.report(createDiagnostic('response-status', { status: name }, keySpan(written)))
      continue
    }
    const place = follow(written, collector)?.place
    if (place === undefined) {
      responses.push({ status, written, place: written, shape: { kind: 'unknown' }, examples: [] })
      continue
    }
    const shape = shapeOfResponse(status, place, collector)
    responses.push({ status, written, place, shape, examples: examplesOf(place, collector, status < 400) })
  }
  for (const response of responses) claimResponse(method, path, response, collector)
  claimSuccess(method, path, responses, collector)
  return responses
}

function claimSuccess(
  method: Method,
  path: string,
  responses: readonly Response[],
  collector: Collector,
): void {
  const good = responses.filter(({ status }) => status >= 200 && status < 300)
  const moved = responses.filter(({ status }) => status >= 300 && status < 400)
  const candidates = good.length > 0 ? good : moved
  // What is posted is created; a 200 beside the 201 is the answer when it was there already.
  const first = candidates.find(({ status }) => method === 'POST' && status === 201) ?? candidates[0]
  if (first === undefined) return
  const others = candidates.filter((response) => response !== first)
  collector.claim({
    subject: { kind: 'operation', method, path },
    property: 'success',
    value: first.status,
    span: keySpan(first.written),
    reader: READER,
  })
  for (const other of others) {
    const parameters = { status: other.status, first: first.status }
    collector.report(createDiagnostic('response-second-success', parameters, keySpan(other.written)))
  }
}

function claimResponse(method: Method, path: string, response: Response, collector: Collector): void {
  const { status, written, place, shape } = response
  const subject = { kind: 'operation', method, path } as const
  const span = keySpan(written)
  collector.claim({
    subject,
    property: 'response',
    value: { status, shape },
    span,
    reader: READER,
  })
  if (status < 400) {
    const headings = [`${method} ${path}`, String(status)]
    stateRules(fieldOf(place, 'description'), headings, 'value', collector)
    return
  }
  for (const { condition, message, at } of refusalsOf(response, collector))
    collector.claim({
      subject,
      property: 'error',
      value: { status, condition, message },
      span: at === null ? span : pairSpan(at),
      reader: READER,
    })
}

interface Refusal {
  readonly condition: string | null
  readonly message: string | null
  /** Where the condition is said, when it stands in the operation itself. */
  readonly at: Place | null
}

/** One refusal for each message that examples show; else one with the description alone. */
function refusalsOf(response: Response, collector: Collector): readonly Refusal[] {
  const { place, written } = response
  const description = fieldOf(place, 'description')
  const own = textOf(description)?.trim() ?? null
  const reference = textOf(fieldOf(written, '$ref'))
  const condition = own ?? (reference === null ? null : lastStep(reference))
  const at = reference === null ? description : fieldOf(written, '$ref')
  const shown = response.examples.map((example) => ({
    condition: response.examples.length > 1 ? (example.summary ?? example.name ?? condition) : condition,
    message: messageOf(example.value),
    at,
  }))
  const messages = new Map(shown.map((refusal) => [refusal.message, refusal]))
  if (messages.size > 0) return [...messages.values()]
  return [{ condition, message: schemaMessage(place, collector), at }]
}

/** Keys that hold the text of an error, in the order they are looked for. */
const MESSAGE_KEYS = ['detail', 'message', 'error', 'msg', 'title']

/** The text a client reads, in an example of an error body. */
function messageOf(value: JsonValue): string | null {
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  for (const key of MESSAGE_KEYS) {
    if (!Object.hasOwn(value, key)) continue
    const inner = Object.entries(value).find(([name]) => name === key)?.[1]
    if (typeof inner === 'string') return inner
    if (inner !== undefined && inner !== null && typeof inner === 'object') {
      const nested = messageOf(inner)
      if (nested !== null) return nested
    }
  }
  return null
}

/** The example of the message's field, where the schema is written in the response itself. */
function schemaMessage(place: Place, collector: Collector): string | null {
  const media = mediaOf(place)
  const written = media === null ? null : fieldOf(media.place, 'schema')
  // A shared error schema shows one message for all errors; it says nothing of this one.
  if (written === null || fieldOf(written, '$ref') !== null) return null
  const properties = propertiesOf(schemaAt(written, collector))
  for (const key of MESSAGE_KEYS) {
    const property = properties.find(({ name }) => name === key)
    if (property === undefined) continue
    const example = jsonOf(fieldOf(property.place, 'example'))
    if (typeof example === 'string') return example
  }
  return null
}

/** The shape of a body. A response without `content` is often only unfinished: it says nothing. */
function shapeOfResponse(status: number, place: Place, collector: Collector): Shape {
  const media = mediaOf(place)
  if (media === null) {
    const old = fieldOf(place, 'schema')
    if (old !== null) return shapeAt(old, collector)
    const saysNothing = fieldOf(place, 'content') === null && status !== 204 && status !== 205
    return { kind: saysNothing ? 'unknown' : 'empty' }
  }
  const schema = fieldOf(media.place, 'schema')
  if (!isJson(media.type)) return { kind: 'file', mediaType: media.type }
  return schema === null ? { kind: 'unknown' } : shapeAt(schema, collector)
}
