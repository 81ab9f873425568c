import type { JsonValue } from '../../claims/json.js'
import type { ValueRule } from '../../design/aspect.js'
import { compile } from '../../design/conformance.js'
import type { ValueRules } from '../../design/value.js'
import { sample } from '../../fastapi/tests/sample.js'
import { isFreeText } from './prepare.js'

/** A value at a rule or just past it. */
export interface Boundary {
  readonly rule: ValueRule
  readonly label: string
  readonly value: JsonValue
}

/** Longest text that is made, in characters; longer limits are beyond what a body may hold. */
const LONGEST = 500_000

function isNumeric({ type }: ValueRules): boolean {
  return type === 'integer' || type === 'number' || type === 'decimal'
}

/** The last values that the rules allow. */
export function allowedValues(rules: ValueRules, name: string): readonly Boundary[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = rules
  return [
    ...(isFreeText(rules)
      ? [
          ...(minLength !== null && minLength > 0 ? [text('minLength', 'shortest', minLength)] : []),
          ...(maxLength !== null && maxLength <= LONGEST ? [text('maxLength', 'longest', maxLength)] : []),
        ]
      : []),
    ...(isNumeric(rules)
      ? [
          ...(minimum === null ? [] : [{ rule: 'minimum', label: 'least', value: minimum } as const]),
          ...(maximum === null ? [] : [{ rule: 'maximum', label: 'greatest', value: maximum } as const]),
        ]
      : []),
    ...items(rules, name, 'minItems', 'fewest', minItems),
    ...items(rules, name, 'maxItems', 'most', maxItems),
    ...(rules.nullable ? [{ rule: 'nullable', label: 'null', value: null } as const] : []),
    ...(rules.enum ?? []).map((value) => ({ rule: 'enum', label: value, value }) as const),
  ]
}

/** The first values that the rules refuse. */
export function refusedValues(rules: ValueRules, name: string): readonly Boundary[] {
  const { minLength, maxLength, minItems, maxItems } = rules
  const boundaries: Boundary[] = []
  const add = (rule: ValueRule, label: string, value: JsonValue | undefined): void => {
    if (value !== undefined) boundaries.push({ rule, label, value })
  }
  if (rules.enum !== null) add('enum', 'not listed', 'not listed')
  if (isFreeText(rules)) {
    if (minLength !== null && minLength > 0) add('minLength', 'too short', 'x'.repeat(minLength - 1))
    else if (rules.notBlank) add('notBlank', 'empty', '')
    if (maxLength !== null && maxLength <= LONGEST) add('maxLength', 'too long', 'x'.repeat(maxLength + 1))
    if (rules.notBlank) add('notBlank', 'blank', '   ')
  }
  if (rules.pattern !== null && rules.enum === null) add('pattern', 'malformed', mismatch(rules.pattern))
  if (rules.format === 'email') add('format', 'no address', 'no address')
  if (isNumeric(rules)) {
    if (rules.minimum !== null) add('minimum', 'too small', rules.minimum - 1)
    if (rules.maximum !== null) add('maximum', 'too great', rules.maximum + 1)
    if (rules.exclusiveMinimum !== null) add('exclusiveMinimum', 'too small', rules.exclusiveMinimum)
    if (rules.exclusiveMaximum !== null) add('exclusiveMaximum', 'too great', rules.exclusiveMaximum)
  }
  if (rules.type === 'array' && rules.items !== null) {
    if (minItems !== null && minItems > 0) add('minItems', 'too few', many(rules, name, minItems - 1))
    if (maxItems !== null) add('maxItems', 'too many', many(rules, name, maxItems + 1))
  }
  return boundaries
}

function text(rule: ValueRule, label: string, length: number): Boundary {
  return { rule, label, value: 'x'.repeat(length) }
}

function items(
  rules: ValueRules,
  name: string,
  rule: 'minItems' | 'maxItems',
  label: string,
  count: number | null,
): readonly Boundary[] {
  const value = rules.type !== 'array' || count === null ? undefined : many(rules, name, count)
  return value === undefined ? [] : [{ rule, label, value }]
}

function many(rules: ValueRules, name: string, count: number): JsonValue | undefined {
  const element = rules.items === null || count > 5000 ? undefined : sample(rules.items, name)
  return element === undefined ? undefined : Array.from({ length: count }, () => element)
}

function mismatch(pattern: string): string | undefined {
  const expression = compile(pattern)
  return ['!?', '', 'x', '0'].find((candidate) => expression?.test(candidate) === false)
}
