import type { ValueRules } from '../../design/value.js'

/** The rules of a value alone, without what surrounds it. */
export function rulesOf(rules: ValueRules): ValueRules {
  return {
    type: rules.type,
    nullable: rules.nullable,
    minLength: rules.minLength,
    maxLength: rules.maxLength,
    minimum: rules.minimum,
    maximum: rules.maximum,
    exclusiveMinimum: rules.exclusiveMinimum,
    exclusiveMaximum: rules.exclusiveMaximum,
    pattern: rules.pattern,
    enum: rules.enum,
    minItems: rules.minItems,
    maxItems: rules.maxItems,
    items: rules.items,
    properties: rules.properties,
    format: rules.format,
    trimmed: rules.trimmed,
    notBlank: rules.notBlank,
  }
}
