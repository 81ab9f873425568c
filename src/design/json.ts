import type { JsonValue } from '../claims/json.js'
import type { Operation } from './operation.js'
import type { Defaulted, PropertyRules } from './value.js'
import type { Design } from './design.js'
import type { Entity, Field } from './entity.js'

/** The default as the scored shape has it: the literal, or one of the generated words. */
function printedDefault<T extends Defaulted>(value: T): T {
  return value.generated === null ? value : { ...value, default: value.generated }
}

/** Turns plain data into JSON, leaving out what is undefined. */
function plain(value: unknown): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, plain(inner)]),
    )
  }
  return null
}

/** Whether no document names a table or a column: it follows from others. */
function follows({ origins }: Pick<Entity, 'origins'>): boolean {
  const exists = origins['exists'] ?? []
  return exists.length > 0 && exists.every(({ kind }) => kind === 'derived' || kind === 'standard')
}

/** The fields that documents describe, lists with rows of their own among them. */
function describedFields({ fields, collections = [] }: Entity): readonly Field[] {
  return [
    ...fields.filter((field) => !follows(field)),
    ...collections.flatMap(({ described }) => described ?? []),
  ]
}

/** The fields of a body; of one that is a list, those of its elements. */
function bodyFields({ body, bodyIsArray }: Operation): readonly PropertyRules[] {
  const members = bodyIsArray === true ? (body[0]?.items?.properties ?? null) : null
  return members ?? body.map(printedDefault)
}

/**
 * The design as `specwright design --json` prints it: its own shape, which has
 * the keys of `corpus/FORMAT.md`, with generated defaults in their words. Tables that
 * no document names stand apart from those that documents describe.
 */
export function designToJson(design: Design): JsonValue {
  return plain({
    ...design,
    entities: design.entities
      .filter((entity) => !follows(entity))
      .map((entity) => ({
        ...entity,
        fields: describedFields(entity).map(printedDefault),
      })),
    derivedEntities: design.entities.filter(follows),
    operations: design.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.map(printedDefault),
      query: operation.query.map(printedDefault),
      body: bodyFields(operation),
    })),
  })
}
