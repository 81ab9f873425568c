import type { JsonValue } from '../../claims/json.js'
import type { Operation } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'

/** A body that a person can begin with: that of an example, or one made of the required fields. */
export function sampleBody(operation: Operation): JsonValue {
  const shown = operation.examples.find(({ request }) => request !== undefined && request !== null)?.request
  if (shown !== undefined) return shown
  const fields = Object.fromEntries(
    operation.body.filter(({ required }) => required).map((field) => [field.name, sampleValue(field)]),
  )
  const [only] = operation.body
  if (operation.bodyIsArray === true && only !== undefined) return sampleValue(only)
  return operation.bodyKey === null ? fields : { [operation.bodyKey]: fields }
}

function sampleValue(rules: ValueRules): JsonValue {
  switch (rules.type) {
    case 'string':
    case 'enum':
      if (rules.format === 'email') return 'ada@example.com'
      return (
        rules.enum?.[0] ?? 'example'.padEnd(rules.minLength ?? 0, '.').slice(0, rules.maxLength ?? undefined)
      )
    case 'integer':
      return rules.minimum ?? 1
    case 'number':
    case 'decimal':
      return rules.minimum ?? 1.5
    case 'boolean':
      return true
    case 'datetime':
      return '2030-01-31T12:00:00Z'
    case 'date':
      return '2030-01-31'
    case 'time':
      return '12:00'
    case 'uuid':
      return '00000000-0000-4000-8000-000000000001'
    case 'array':
      return rules.items === null ? [] : [sampleValue(rules.items)]
    case 'object':
      return Object.fromEntries(
        (rules.properties ?? [])
          .filter(({ required }) => required)
          .map((property) => [property.name, sampleValue(property)]),
      )
    case 'bytes':
      return ''
  }
}
