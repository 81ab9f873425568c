import { wordsOf } from '../../behaviour/naming.js'
import type { JsonValue } from '../../claims/json.js'
import { compile } from '../../design/conformance.js'
import type { ValueRules } from '../../design/value.js'
import { patternSample } from './pattern-sample.js'

/** Which of two different valid values: what a row holds at first, or what it is changed to. */
export type Variant = 'first' | 'second'

/** Short texts of which one may match an author's pattern. */
const CANDIDATES = [
  'abc',
  'ABC',
  'Abc',
  'a',
  'A',
  '1',
  '123',
  '12345',
  '1234567890',
  'abc123',
  'ABC-123',
  'abc-def',
  'abc_def',
  'AB12',
  'a@b.co',
  '#a1b2c3',
  '2030-06-01',
  '12:30',
  '+4915112345',
  '10.50',
  'USD',
  'en-US',
] as const

/**
 * A valid JSON value for the rules; undefined when none can be made, as for a
 * pattern that no short text matches.
 */
export function sample(rules: ValueRules, name: string, variant: Variant = 'first'): JsonValue | undefined {
  const second = variant === 'second'
  const rank = rules.rank ?? 0
  switch (rules.type) {
    case 'string':
    case 'enum':
      return text(rules, name, second)
    case 'integer':
      return bounded(rules, (second ? 2 : 1) + 10 * rank, 1)
    case 'number':
    case 'decimal':
      return bounded(rules, (second ? 9.5 : 4.5) + 10 * rank, 0.5)
    case 'boolean':
      return typeof rules.avoided === 'boolean' ? !rules.avoided : second
    case 'datetime':
      return `${yearOf(rules)}-06-0${second ? 2 : 1}T12:00:00Z`
    case 'date':
      return `${yearOf(rules)}-06-0${second ? 2 : 1}`
    case 'time':
      return `${String(12 + 3 * Math.min(rank, 3) + (second ? 1 : 0))}:30:00`
    case 'uuid':
      return second ? '22222222-2222-4222-8222-222222222222' : '11111111-1111-4111-8111-111111111111'
    case 'array':
      return elements(rules, name, variant)
    case 'object':
      return members(rules, variant)
    case 'bytes':
      return undefined
  }
}

/**
 * Years far enough from each other that a value of one row may stand beside those of another, and from the present where
 * they must stand on one side of it.
 */
function yearOf(rules: Pick<ValueRules, 'rank' | 'era'>): string {
  return String(2030 + yearsFrom(rules))
}

/** Years between the samples of a value and those of one without an order. */
export function yearsFrom({ rank, era }: Pick<ValueRules, 'rank' | 'era'>): number {
  const steps = 10 * Math.min(rank ?? 0, era === 'past' ? 3 : 9)
  return steps + (era === 'past' ? -60 : era === 'future' ? 70 : 0)
}

function text(rules: ValueRules, name: string, second: boolean): string | undefined {
  const choices = rules.enum?.filter((choice) => choice !== rules.avoided) ?? null
  if (choices !== null) return choices[second && choices.length > 1 ? 1 : 0]
  switch (rules.format) {
    case 'email':
      return second ? 'second@example.com' : 'first@example.com'
    case 'uri':
    case 'url':
      return second ? 'https://example.com/second' : 'https://example.com/first'
    case 'uuid':
      return second ? '22222222-2222-4222-8222-222222222222' : '11111111-1111-4111-8111-111111111111'
    case 'date':
      return second ? '2030-06-02' : '2030-06-01'
    case 'date-time':
      return second ? '2030-06-02T12:00:00Z' : '2030-06-01T12:00:00Z'
    default:
  }
  if (rules.pattern !== null) return matching(rules, rules.pattern, second)
  const label = wordsOf(name).slice(0, 4).join(' ') || 'text'
  return fitting(`${second ? 'Second' : 'First'} ${label}`, rules)
}

/** A text cut or lengthened to the limits. */
function fitting(value: string, rules: ValueRules): string {
  const most = rules.maxLength ?? Number.POSITIVE_INFINITY
  const least = Math.min(rules.minLength ?? 0, most)
  const cut = value.length > most ? value.slice(0, most).trimEnd() : value
  return cut.padEnd(least, 'x')
}

function matching(rules: ValueRules, pattern: string, second: boolean): string | undefined {
  const expression = compile(pattern)
  if (expression === null) return undefined
  const fits = CANDIDATES.filter(
    (candidate) =>
      candidate.length >= (rules.minLength ?? 0) &&
      candidate.length <= (rules.maxLength ?? candidate.length) &&
      expression.test(candidate),
  )
  return fits[second && fits.length > 1 ? 1 : 0] ?? fromPattern(rules, pattern, second)
}

/** A text made from the pattern, where it has a length that the rules allow. */
function fromPattern(rules: ValueRules, pattern: string, second: boolean): string | undefined {
  const made = patternSample(pattern, second ? 1 : 0)
  if (made === undefined || made.length < (rules.minLength ?? 0)) return undefined
  return made.length > (rules.maxLength ?? made.length) ? undefined : made
}

function bounded(rules: ValueRules, wanted: number, step: number): number {
  const least = Math.max(
    rules.minimum ?? Number.NEGATIVE_INFINITY,
    (rules.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) + step,
  )
  const most = Math.min(
    rules.maximum ?? Number.POSITIVE_INFINITY,
    (rules.exclusiveMaximum ?? Number.POSITIVE_INFINITY) - step,
  )
  return Math.min(Math.max(wanted, least === Number.NEGATIVE_INFINITY ? wanted : least + wanted - step), most)
}

function elements(rules: ValueRules, name: string, variant: Variant): JsonValue | undefined {
  const count = Math.max(rules.minItems ?? 0, 1)
  if (rules.items === null && rules.minItems === null) return []
  // Elements without rules may be anything, such as a text.
  const element =
    rules.items === null
      ? `${variant === 'second' ? 'Second' : 'First'} item`
      : sample(rules.items, name, variant)
  return element === undefined ? undefined : Array.from({ length: count }, () => element)
}

function members(rules: ValueRules, variant: Variant): JsonValue | undefined {
  const entries: [string, JsonValue][] = []
  // An object of which nothing must be there, such as new values of many rows, would say nothing.
  const least = (rules.properties ?? []).some(({ required }) => required)
  for (const property of rules.properties ?? []) {
    if (least && !property.required) continue
    const value = sample(property, property.name, variant)
    if (value === undefined) return undefined
    entries.push([property.name, value])
  }
  return Object.fromEntries(entries)
}
