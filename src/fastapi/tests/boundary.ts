import type { JsonValue } from '../../claims/json.js'
import type { ValueRule } from '../../design/aspect.js'
import { compile } from '../../design/conformance.js'
import type { ValueRules } from '../../design/value.js'
import { binary } from '../../python/nodes/operator.js'
import { list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { jsonLiteral } from '../values/json.js'
import { sample } from './sample.js'

/** A value at or past a rule, and what to call it. */
export interface Boundary {
  readonly rule: ValueRule
  /** `too long`, `longest`. */
  readonly label: string
  readonly value: Expression
}

/** Texts longer than this are written as a product. */
const SPELLED_OUT = 12

/** The last values that the rules allow. */
export function allowed(rules: ValueRules, name: string): readonly Boundary[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = rules
  const boundaries: Boundary[] = []
  const add = (rule: ValueRule, label: string, value: Expression | null): void => {
    if (value !== null) boundaries.push({ rule, label, value })
  }
  if (isFreeText(rules)) {
    if (minLength !== null && minLength > 0) add('minLength', 'shortest', repeated(minLength))
    if (maxLength !== null) add('maxLength', 'longest', repeated(maxLength))
  }
  if (isNumeric(rules)) {
    if (minimum !== null) add('minimum', 'least', number(minimum))
    if (maximum !== null) add('maximum', 'greatest', number(maximum))
  }
  if (rules.type === 'array' && rules.items !== null) {
    if (minItems !== null) add('minItems', 'fewest', items(rules, name, minItems))
    if (maxItems !== null) add('maxItems', 'most', items(rules, name, maxItems))
  }
  if (rules.nullable) add('nullable', 'null', jsonLiteral(null))
  for (const word of rules.enum ?? []) add('enum', word, string(word))
  return boundaries
}

/** The first values that the rules refuse. */
export function refused(rules: ValueRules, name: string): readonly Boundary[] {
  const { minLength, maxLength, minItems, maxItems } = rules
  const boundaries: Boundary[] = []
  const add = (rule: ValueRule, label: string, value: Expression | null): void => {
    if (value !== null) boundaries.push({ rule, label, value })
  }
  if (!rules.nullable) add('nullable', 'null', jsonLiteral(null))
  add('type', 'of another type', jsonLiteral(otherType(rules)))
  if (rules.enum !== null) add('enum', 'not listed', string('not listed'))
  if (isFreeText(rules)) {
    if (minLength !== null && minLength > 0) add('minLength', 'too short', repeated(minLength - 1))
    else if (rules.notBlank) add('notBlank', 'empty', string(''))
    if (maxLength !== null) add('maxLength', 'too long', repeated(maxLength + 1))
    if (rules.notBlank) add('notBlank', 'blank', string('   '))
  }
  if (rules.pattern !== null && rules.enum === null) add('pattern', 'malformed', mismatch(rules.pattern))
  if (rules.format === 'email') add('format', 'no address', string('no address'))
  if (isNumeric(rules)) {
    if (rules.minimum !== null) add('minimum', 'too small', number(rules.minimum - 1))
    if (rules.maximum !== null) add('maximum', 'too great', number(rules.maximum + 1))
    if (rules.exclusiveMinimum !== null) add('exclusiveMinimum', 'too small', number(rules.exclusiveMinimum))
    if (rules.exclusiveMaximum !== null) add('exclusiveMaximum', 'too great', number(rules.exclusiveMaximum))
  }
  if (rules.type === 'array' && rules.items !== null) {
    if (minItems !== null && minItems > 0) add('minItems', 'too few', items(rules, name, minItems - 1))
    if (maxItems !== null) add('maxItems', 'too many', items(rules, name, maxItems + 1))
  }
  return boundaries
}

/** A text whose length alone is ruled. */
function isFreeText(rules: ValueRules): boolean {
  return rules.type === 'string' && rules.enum === null && rules.pattern === null && rules.format === null
}

function isNumeric(rules: ValueRules): boolean {
  return rules.type === 'integer' || rules.type === 'number' || rules.type === 'decimal'
}

/** `"xxx"`, or `"x" * 255`. */
function repeated(length: number): Expression {
  return length <= SPELLED_OUT ? string('x'.repeat(length)) : binary(string('x'), '*', number(length))
}

function items(rules: ValueRules, name: string, count: number): Expression | null {
  const element = rules.items === null ? undefined : sample(rules.items, name)
  if (element === undefined) return null
  const literal = jsonLiteral(element)
  return count <= 3
    ? list(Array.from({ length: count }, () => literal))
    : binary(list([literal]), '*', number(count))
}

/** A value of a JSON type that the rules do not have. */
function otherType(rules: ValueRules): JsonValue {
  switch (rules.type) {
    case 'string':
    case 'enum':
      return 7
    case 'object':
      return 'text'
    default:
      return rules.type === 'array' ? 'text' : 'not valid'
  }
}

function mismatch(pattern: string): Expression | null {
  const expression = compile(pattern)
  const text = ['!?', '', 'x'].find((candidate) => expression?.test(candidate) === false)
  return text === undefined ? null : string(text)
}
