import type { JsonValue } from '../claims/json.js'
import type { Defaulted } from './value.js'
import type { Design } from './design.js'

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

/**
 * The design as `specwright design --json` prints it: its own shape, which has
 * the keys of `corpus/FORMAT.md`, with generated defaults in their words.
 */
export function designToJson(design: Design): JsonValue {
  return plain({
    ...design,
    entities: design.entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map(printedDefault),
    })),
    operations: design.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.map(printedDefault),
      query: operation.query.map(printedDefault),
      body: operation.body.map(printedDefault),
    })),
  })
}
