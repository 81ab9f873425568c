import type { JsonValue } from '../../claims/json.js'
import { fold } from '../canonical-name.js'
import { factsOf } from '../claim-index.js'
import { isObject } from '../conformance.js'
import type { QuestionPass } from '../question-pass.js'
import type { SchemaDefinition } from '../schemas.js'
import type { Span } from '../../source/span.js'
import { ask, listed } from './ask.js'
import { jsonBlocks, keySpan } from './json-blocks.js'

type JsonObject = { readonly [key: string]: JsonValue }

/** All objects of a value, outermost first. */
function objectsIn(value: JsonValue, depth = 0): readonly JsonObject[] {
  if (depth > 8 || value === null || typeof value !== 'object') return []
  if (Array.isArray(value)) return value.slice(0, 5).flatMap((item: JsonValue) => objectsIn(item, depth + 1))
  return isObject(value)
    ? [value, ...Object.values(value).flatMap((inner) => objectsIn(inner, depth + 1))]
    : []
}

/** Whether an object has the keys of a schema, but for a few. */
function shows(object: JsonObject, { properties }: SchemaDefinition): boolean {
  const keys = Object.keys(object)
  return (
    properties.size >= 3 && keys.every((key) => properties.has(key)) && keys.length >= properties.size * 0.75
  )
}

/** Whether a contract requires a text, number or flag at a property and knows no null there. */
function refusesNull({ properties }: SchemaDefinition, key: string): boolean {
  const facts = properties.get(key) ?? []
  return (
    factsOf(facts, 'type').length > 0 &&
    factsOf(facts, 'required').some(({ value }) => value) &&
    !factsOf(facts, 'nullable').some(({ value }) => value)
  )
}

/**
 * Answers that a document shows with null where the contract knows no null:
 *
 *     {"reader": {"name": "Ada", "image": null}}      image: { type: string }
 *
 * A client made from the contract fails on the first row without a value.
 */
export const askNullInExample: QuestionPass = ({ assembly, entities, schemas }) => {
  const contracts = schemas.all.filter(({ source }) => assembly.sources.kind(source) === 'openapi')
  const found = new Map<string, Span[]>()
  for (const block of jsonBlocks(assembly)) {
    for (const object of objectsIn(block.value)) {
      const schema = contracts.find((one) => shows(object, one))
      if (schema === undefined) continue
      const owner = entities.find(({ name }) => fold(schema.name).startsWith(fold(name)))
      for (const key of Object.keys(object).filter(
        (one) => object[one] === null && refusesNull(schema, one),
      )) {
        const subject = `${owner?.name ?? schema.name}.${key}`
        const contract = factsOf(schema.properties.get(key) ?? [], 'type')[0]?.span
        found.set(subject, [
          ...(found.get(subject) ?? []),
          keySpan(block, key),
          ...(contract === undefined ? [] : [contract]),
        ])
      }
    }
  }
  if (found.size === 0) return
  ask(assembly, {
    id: 'null-in-example',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: [...found.keys()],
    about: `An example answers null for ${listed([...found.keys()])}, where the contract has no null.`,
    spans: [...found.values()].flatMap((spans) => spans.slice(0, 2)),
    options: [
      { id: 'null', label: 'an empty value is answered as null, as the example shows' },
      { id: 'never', label: 'the value is always there; a row cannot be made without it' },
    ],
    recommended: 'null',
  })
}
