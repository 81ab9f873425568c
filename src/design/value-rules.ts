import type { JsonValue } from '../claims/json.js'
import type { Generated, Shape, ValueFacts, ValueType } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import type { ValueFact } from './claim-index.js'
import { factsOf } from './claim-index.js'
import { decide } from './decide.js'
import type { Origin, Origins } from './origin.js'
import type { Aspect } from './precedence.js'
import type { Question } from './question.js'
import { sequenceParts } from './sequence.js'
import { settle } from './settle.js'
import type { PropertyRules, ValueRules } from './value.js'

/** Where a value stands, for its questions. */
export interface Place {
  readonly aspect: Aspect
  /** Start of the ids of its questions: `loan-note`. */
  readonly topic: string
  /** The value in words of the design: `Loan.note`. */
  readonly subject: string
  /** Other subjects a question about it concerns, such as an operation. */
  readonly also: readonly string[]
}

/** A value with everything the documents settle about it. */
export interface SettledValue {
  readonly rules: ValueRules
  readonly required: boolean | null
  readonly nullable: boolean | null
  readonly default: JsonValue
  readonly hasDefault: boolean
  readonly generated: Generated | null
  readonly readOnly: boolean
  readonly kept: boolean
  readonly sequence: string | null
  readonly calculated: string | null
  readonly formula: string | null
  readonly description: string | null
  readonly shape: Shape | null
  readonly origins: Origins
}

/** Rules that say nothing, for a value of `type`. */
export function freeRules(type: ValueType): ValueRules {
  return {
    type,
    nullable: false,
    minLength: null,
    maxLength: null,
    minimum: null,
    maximum: null,
    exclusiveMinimum: null,
    exclusiveMaximum: null,
    pattern: null,
    enum: null,
    minItems: null,
    maxItems: null,
    items: null,
    properties: null,
    format: null,
    trimmed: false,
    notBlank: false,
  }
}

/** Rules of a value from facts that stand in a shape. */
function rulesOfFacts(facts: Partial<ValueFacts>): ValueRules {
  const type = facts.type ?? (facts.enum === undefined ? 'string' : 'enum')
  return {
    type,
    nullable: facts.nullable ?? false,
    minLength: facts.minLength ?? null,
    maxLength: facts.maxLength ?? null,
    minimum: facts.minimum ?? null,
    maximum: facts.maximum ?? null,
    exclusiveMinimum: facts.exclusiveMinimum ?? null,
    exclusiveMaximum: facts.exclusiveMaximum ?? null,
    pattern: facts.pattern ?? null,
    enum: facts.enum ?? null,
    minItems: facts.minItems ?? null,
    maxItems: facts.maxItems ?? null,
    items: facts.shape === undefined ? null : elementRules(facts.shape, type),
    properties: facts.shape?.kind === 'object' && type !== 'array' ? propertiesOf(facts.shape) : null,
    format: facts.format ?? null,
    trimmed: facts.trimmed ?? false,
    notBlank: facts.notBlank ?? false,
  }
}

/** Rules of the elements of an array, whose shape is claimed with or without the array around it. */
function elementRules(shape: Shape, type: ValueType): ValueRules | null {
  if (shape.kind === 'array') return rulesOfShape(shape.items)
  if (type !== 'array' || shape.kind === 'unknown' || shape.kind === 'empty') return null
  return rulesOfShape(shape)
}

function propertiesOf(shape: Extract<Shape, { kind: 'object' }>): readonly PropertyRules[] {
  return shape.fields.map(({ name, shape: inner, required, nullable }) => ({
    ...rulesOfShape(inner),
    nullable,
    name,
    required,
  }))
}

/** Rules of a value from its shape; what the shape leaves open is a free object. */
function rulesOfShape(shape: Shape): ValueRules {
  switch (shape.kind) {
    case 'value':
      return rulesOfFacts(shape.facts)
    case 'array':
      return { ...freeRules('array'), items: rulesOfShape(shape.items) }
    case 'object':
      return { ...freeRules('object'), properties: propertiesOf(shape), schema: shape.name }
    case 'file':
      return freeRules('bytes')
    case 'reference':
    case 'empty':
    case 'unknown':
      return freeRules('object')
  }
}

/** Types that are told apart only by how much a document says: the more telling one first. */
const REFINEMENTS: readonly (readonly [ValueType, ValueType])[] = [
  ['enum', 'string'],
  ['decimal', 'number'],
  ['decimal', 'string'],
  ['number', 'integer'],
  ['uuid', 'string'],
  ['datetime', 'string'],
  ['date', 'string'],
  ['time', 'string'],
  ['array', 'object'],
  ['bytes', 'string'],
]

function isRefined(left: ValueType, right: ValueType): boolean {
  return REFINEMENTS.some(
    ([telling, plain]) => (telling === left && plain === right) || (telling === right && plain === left),
  )
}

/** Whether a value belongs to a closed set, when there is one. */
function isMember(value: JsonValue, members: readonly string[] | null): boolean {
  return members === null || (typeof value === 'string' && members.includes(value))
}

/** How many letters the text of a UUID has (RFC 9562, 4). */
const UUID_LETTERS = 36

/** Whether a document gives the column a length, so that a text is meant and not a native type: `VARCHAR(36)` holds a UUID. */
function isSized(facts: readonly ValueFact[]): boolean {
  return factsOf(facts, 'maxLength').some(({ value, weight }) => value !== UUID_LETTERS && (weight ?? 0) < 10)
}

/** A numbered form whatever letters stand for its number. */
function formOf(form: string): string {
  return JSON.stringify(sequenceParts(form))
}

/** The types of values that the service can make itself, first the one that is meant when none is given. */
const MADE_AS: Readonly<Record<Generated, readonly [ValueType, ...ValueType[]]>> = {
  now: ['datetime', 'date', 'time', 'string'],
  uuid: ['uuid', 'string'],
  autoincrement: ['integer'],
}

const NUMBERS: ReadonlySet<ValueType> = new Set(['integer', 'number', 'decimal'])
const TEXTS: ReadonlySet<ValueType> = new Set(['string', 'enum', 'uuid', 'bytes'])
/** Types whose values nobody lists. */
const NATIVE: ReadonlySet<ValueType> = new Set(['decimal', 'boolean', 'datetime', 'date', 'time', 'uuid'])

const CONSEQUENCES: Readonly<Record<string, (subject: string, value: unknown) => string>> = {
  type: (subject, value) => `${subject} is of type ${String(value)}`,
  maxLength: (subject, value) =>
    `${subject} holds at most ${String(value)} characters; longer values are refused`,
  minLength: (subject, value) => `${subject} needs at least ${String(value)} characters`,
  required: (subject, value) =>
    value === true ? `a request without ${subject} is refused` : `${subject} may be left out`,
  default: (subject, value) => `${subject} is ${JSON.stringify(value)} when nothing is given`,
  enum: (subject, value) => `${subject} is one of ${Array.isArray(value) ? value.join(', ') : String(value)}`,
}

function concernOf(property: keyof ValueFacts, aspect: Aspect): Question['concern'] {
  return aspect === 'stored' && property === 'type' ? 'data-loss' : 'client-visible'
}

/** The array without elements, as PostgreSQL and JSON write it in a text. */
const EMPTY_ARRAY = /^\s*(?:\{\s*\}|\[\s*\])\s*$/

/** `DEFAULT '{}'` of an array is the array without elements. */
function withEmptyArrays(facts: readonly ValueFact[]): readonly ValueFact[] {
  const isArray = factsOf(facts, 'type').some(({ value }) => value === 'array')
  return facts.map((fact) =>
    isArray && fact.property === 'default' && EMPTY_ARRAY.test(defaultText(fact.value))
      ? { ...fact, value: [] }
      : fact,
  )
}

function defaultText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * Settles the facts of one value by precedence. Disagreements that a client or
 * a row can tell become questions; a plain type beside a telling one does not
 * (`string` and `uuid` on the wire), nor do words such as descriptions.
 */
export function settleValue(assembly: Assembly, claimed: readonly ValueFact[], place: Place): SettledValue {
  const facts = withEmptyArrays(claimed)
  const origins = new Map<string, readonly Origin[]>()
  const take = <P extends keyof ValueFacts>(
    property: P,
    differs?: (left: ValueFacts[P], right: ValueFacts[P]) => boolean,
  ): ValueFacts[P] | null => {
    const alternatives = settle(assembly.sources, place.aspect, factsOf(facts, property))
    if (alternatives === null) return null
    const { value, origins: why } = decide(assembly, alternatives, {
      id: `${place.topic}-${property.toLowerCase()}`,
      concern: concernOf(property, place.aspect),
      subjects: [place.subject, ...place.also],
      what: `${property} of ${place.subject}`,
      consequence: (given) =>
        CONSEQUENCES[property]?.(place.subject, given) ??
        `${property} of ${place.subject} is ${JSON.stringify(given)}`,
      ...(differs === undefined ? {} : { differs }),
    })
    origins.set(property, why)
    return value
  }
  const silent = (): boolean => false
  /** A limit that says nothing of the settled type was meant for something else. */
  const fits = <P extends keyof ValueFacts>(
    property: P,
    types: ReadonlySet<ValueType>,
  ): ValueFacts[P] | null => (types.has(type) ? take(property) : null)

  const enumeration = take('enum')
  const types = settle(assembly.sources, place.aspect, factsOf(facts, 'type'))
  const first = take(
    'type',
    (left, right) =>
      (place.aspect === 'stored' && right === 'uuid' && isSized(facts)) || !isRefined(left, right),
  )
  const telling =
    place.aspect === 'wire' && first !== null
      ? (types?.find(({ value }) =>
          REFINEMENTS.some(([fine, plain]) => fine === value && plain === first && first === 'string'),
        )?.value ?? first)
      : first
  const made = take('generated', silent)
  const type: ValueType =
    telling === null || (telling === 'string' && enumeration !== null)
      ? enumeration === null
        ? made === null || telling !== null
          ? 'string'
          : MADE_AS[made][0]
        : 'enum'
      : telling
  const nullable = take('nullable', silent)
  const required = take('required', () => place.aspect === 'wire')
  const shape = take('shape', silent)
  const generated = made !== null && MADE_AS[made].includes(type) ? made : null
  const value = take('default', (_left, right) => generated === null && isMember(right, enumeration))
  const rules: ValueRules = {
    type,
    nullable: nullable ?? false,
    minLength: TEXTS.has(type) ? take('minLength', (left, right) => Math.max(left, right) > 1) : null,
    maxLength: fits('maxLength', TEXTS),
    minimum: fits('minimum', NUMBERS),
    maximum: fits('maximum', NUMBERS),
    exclusiveMinimum: fits('exclusiveMinimum', NUMBERS),
    exclusiveMaximum: fits('exclusiveMaximum', NUMBERS),
    pattern: take('pattern'),
    enum: NATIVE.has(type) ? null : enumeration,
    minItems: take('minItems'),
    maxItems: take('maxItems'),
    items: shape === null ? null : elementRules(shape, type),
    properties: shape?.kind === 'object' && type !== 'array' ? propertiesOf(shape) : null,
    format: take('format', silent),
    trimmed: take('trimmed') ?? false,
    notBlank: take('notBlank', silent) ?? false,
  }
  return {
    rules,
    required,
    nullable,
    default: value,
    hasDefault: factsOf(facts, 'default').length > 0,
    generated,
    readOnly: take('readOnly', silent) ?? false,
    kept: take('kept', silent) ?? false,
    sequence: take('sequence', (left, right) => formOf(left) !== formOf(right)),
    calculated: take('calculated', silent),
    formula: take('formula', silent),
    description: take('description', silent),
    shape,
    origins: Object.fromEntries([
      ['exists', facts.slice(0, 8).map(({ span, reader }) => ({ kind: 'claim' as const, span, reader }))],
      ...origins,
    ]),
  }
}
