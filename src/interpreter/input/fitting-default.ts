import type { JsonValue } from '../../claims/json.js'
import type { Defaulted, ValueRules } from '../../design/value.js'
import type { Stored } from '../stored.js'

/** The default of a value in its own type; null when none is given, or when it is prose such as `none` for a number. */
export function fittingDefault(rules: ValueRules & Defaulted): Stored {
  const value = rules.default
  if (value === null || rules.generated !== null) return null
  return inType(rules, value)
}

function inType(rules: ValueRules, value: JsonValue): Stored {
  switch (rules.type) {
    case 'string':
    case 'enum':
      return typeof value === 'string' && (rules.enum === null || rules.enum.includes(value)) ? value : null
    case 'integer':
      return Number.isInteger(value) ? value : null
    case 'number':
      return typeof value === 'number' ? value : null
    case 'decimal':
      if (typeof value === 'number') return value
      return typeof value === 'string' && /^-?\d{1,30}(?:\.\d{1,30})?$/.test(value) ? Number(value) : null
    case 'boolean':
      if (typeof value === 'boolean') return value
      return value === 'true' || value === 'false' ? value === 'true' : null
    case 'array':
      return Array.isArray(value) ? value : null
    case 'object':
      return typeof value === 'object' && !Array.isArray(value) ? value : null
    default:
      return null
  }
}
