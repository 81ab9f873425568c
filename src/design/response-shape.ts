import { illustrates } from '../claims/illustrations.js'
import type { JsonValue } from '../claims/json.js'
import type { Shape } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import { entityKey, slug } from './canonical-name.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { decide } from './decide.js'
import type { Entity } from './entity.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import type { SchemaIndex } from './schemas.js'
import { resolveShape } from './schemas.js'
import { settle } from './settle.js'

/** The shape that a JSON value shows. */
export function shapeOfJson(value: JsonValue): Shape {
  if (Array.isArray(value)) {
    const [first] = value
    return { kind: 'array', items: first === undefined ? { kind: 'unknown' } : shapeOfJson(first) }
  }
  if (value === null || typeof value !== 'object') {
    switch (typeof value) {
      case 'string':
        return { kind: 'value', facts: { type: 'string', example: value } }
      case 'number':
        return {
          kind: 'value',
          facts: { type: Number.isInteger(value) ? 'integer' : 'number', example: value },
        }
      case 'boolean':
        return { kind: 'value', facts: { type: 'boolean', example: value } }
      default:
        return { kind: 'unknown' }
    }
  }
  return {
    kind: 'object',
    name: null,
    fields: Object.entries(value).map(([name, inner]) => ({
      name,
      shape: shapeOfJson(inner),
      required: true,
      nullable: inner === null,
    })),
  }
}

/** What of a shape a client cannot overlook: array or object, and the keys. */
function outline(shape: Shape): string {
  switch (shape.kind) {
    case 'array':
      return `list of ${outline(shape.items)}`
    case 'object':
      return `object with ${shape.fields
        .map(({ name }) => name)
        .toSorted()
        .slice(0, 12)
        .join(', ')}`
    case 'value':
      return shape.facts.type ?? 'value'
    case 'reference':
      return shape.name
    case 'empty':
      return 'nothing'
    case 'file':
      return 'file'
    case 'unknown':
      return 'anything'
  }
}

function isTelling(shape: Shape): boolean {
  return shape.kind !== 'unknown' && shape.kind !== 'reference'
}

/** Whether a shape holds a row or rows under a key. */
function isWrapped(shape: Shape): boolean {
  return (
    shape.kind === 'object' &&
    shape.fields.length <= 3 &&
    shape.fields.some(({ shape: inner }) => inner.kind === 'object' || inner.kind === 'array')
  )
}

/** Whether two shapes differ in more than the fields that one of them leaves out. */
function differs(left: Shape, right: Shape): boolean {
  if (!isTelling(left) || !isTelling(right)) return false
  if (left.kind !== right.kind) return true
  if (left.kind === 'array' && right.kind === 'array') return differs(left.items, right.items)
  if (left.kind !== 'object' || right.kind !== 'object') return false
  const names = new Set(left.fields.map(({ name }) => name))
  const shared = right.fields.filter(({ name }) => names.has(name)).length
  return shared === 0 && left.fields.length > 0 && right.fields.length > 0
}

/**
 * The shape of the success response: the one the strongest document gives for
 * the success status, references resolved, else the one an example shows. Two
 * documents whose shapes share no key are asked.
 */
export function responseShape(
  assembly: Assembly,
  group: OperationGroup,
  schemas: SchemaIndex,
  success: number,
  entity: Entity | null,
): Shape | null {
  const claimed = candidatesOf(group.claims, 'response')
    .filter(({ value }) => value.status === success || (value.status >= 200 && value.status < 300))
    .map(({ value, span, reader }) => ({
      value: resolveShape(assembly, schemas, value.shape, span.source),
      span,
      reader,
      weight: value.status === success ? 0 : 0.5,
    }))
    .filter(({ value }) => isTelling(value))
  const shown = candidatesOf(group.claims, 'example').flatMap(({ value, span, reader }) =>
    value.response !== undefined && (value.status === null || (value.status >= 200 && value.status < 300))
      ? [{ value: shapeOfJson(value.response), span, reader, weight: 0.5 }]
      : [],
  )
  const stated = claimed.some((claim) => !illustrates(claim)) || shown.length === 0
  const settled = settle(assembly.sources, 'wire', stated ? claimed : shown)
  if (settled === null) return envelopeAround(assembly, group, entity, success)
  const wrapping =
    settled.some(({ value }) => isWrapped(value)) && settled.some(({ value }) => !isWrapped(value))
  return decide(assembly, settled, {
    id: wrapping ? 'response-envelope' : `${slug(operationId(group))}-response`,
    concern: 'client-visible',
    subjects: [operationId(group)],
    what: wrapping ? 'envelope of responses' : `response of ${operationId(group)}`,
    consequence: (shape) => `clients receive: ${outline(shape)}`,
    option: (shape) => (wrapping ? (isWrapped(shape) ? 'envelope' : 'bare') : slug(outline(shape))),
    differs,
  }).value
}

/** The object that documents put around all answers, around those of an operation of which they show no answer. */
function envelopeAround(
  { reading, sources }: Assembly,
  { method, path }: OperationGroup,
  entity: Entity | null,
  success: number,
): Shape | null {
  if (entity === null || success === 204) return null
  const last = segmentsOf(path).at(-1) ?? ''
  const many = method === 'GET' && entityKey(last) === entityKey(entity.name)
  // What a word at the end of a path shows may be no row: numbers, a file.
  if (method === 'GET' && !many && parameterName(last) === null) return null
  const facts = candidatesOf(claimsAbout(reading.claims, 'service'), 'envelope')
  const fitting = facts.filter(({ value }) => value.rows === (many ? 'many' : 'one'))
  const [said] = settle(sources, 'wire', fitting.length > 0 ? fitting : facts) ?? []
  if (said === undefined) return null
  const row: Shape = { kind: 'reference', name: entity.name }
  const rows: Shape = many ? { kind: 'array', items: row } : row
  // Counts beside a list are none beside a row.
  const beside = said.value.rows === 'many' && !many ? [] : said.value.beside
  const place = { name: said.value.place, shape: rows, required: true, nullable: false }
  return { kind: 'object', name: null, fields: [place, ...beside] }
}
