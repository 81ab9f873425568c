import { formulaWords } from '../words/formula-words.js'
import { createDiagnostic } from '../../diagnostics/create.js'
import type { Span } from '../../source/span.js'
import type { Shape, ValueFacts, ValueType } from '../shape.js'
import type { Collector } from './collector.js'
import { describedFacts } from './described.js'
import { itemsOf, keySpan, numberOf, pairSpan, type Place, textOf } from './place.js'
import { keyword, type Schema } from './schema.js'
import { typeOf } from './value-type.js'
import { jsonOf } from './value.js'

/** One fact about a value and where it stands. */
export type Fact = {
  readonly [P in keyof ValueFacts]: {
    readonly property: P
    readonly value: ValueFacts[P]
    readonly span: Span
  }
}[keyof ValueFacts]

const TYPE_NAMES = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null']

const NUMBERS = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'exclusiveMinimum',
  'exclusiveMaximum',
] as const

/**
 * What a schema says about its value: type, limits, default and so on.
 *
 * @param schema the schema
 * @param place where it stands, for facts that no single key states
 * @param inner the shape of its elements or fields, where it has any
 * @returns each fact once, with the range that states it
 */
export function factsOf(
  schema: Schema,
  place: Place,
  inner: Shape | null,
  collector: Collector,
): readonly Fact[] {
  const facts: Fact[] = []
  const { type, nullable, place: typePlace, unknown } = typeOf(schema)
  const typeSpan = typePlace === null ? keySpan(place) : pairSpan(typePlace)
  if (unknown !== null) reportType(unknown, type, typeSpan, collector)
  if (type !== null) facts.push({ property: 'type', value: type, span: typeSpan })
  if (nullable !== null) {
    const nullablePlace = keyword(schema, 'nullable')
    const span = nullablePlace === null ? typeSpan : pairSpan(nullablePlace)
    facts.push({ property: 'nullable', value: nullable, span })
  }
  if (inner !== null) facts.push({ property: 'shape', value: inner, span: keySpan(place) })
  const said = [...facts, ...limits(schema), ...values(schema), ...texts(schema)]
  return [...said, ...describedFacts(schema, type, said)]
}

function limits(schema: Schema): readonly Fact[] {
  const facts: Fact[] = []
  for (const name of NUMBERS) {
    const place = keyword(schema, name)
    const value = numberOf(place)
    if (place === null || value === null) continue
    // OpenAPI 3.0 writes `exclusiveMinimum: true` beside `minimum`; that form is read below.
    if ((name === 'minimum' || name === 'maximum') && isExclusive(schema, name)) {
      const property = name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'
      facts.push({ property, value, span: pairSpan(place) })
    } else {
      facts.push({ property: name, value, span: pairSpan(place) })
    }
  }
  return facts
}

function isExclusive(schema: Schema, name: 'minimum' | 'maximum'): boolean {
  const key = name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'
  return textOf(keyword(schema, key)) === 'true'
}

function values(schema: Schema): readonly Fact[] {
  const facts: Fact[] = []
  const fallback = keyword(schema, 'default')
  const fallbackValue = jsonOf(fallback)
  if (fallback !== null && fallbackValue !== undefined)
    facts.push({ property: 'default', value: fallbackValue, span: pairSpan(fallback) })
  const members = keyword(schema, 'enum')
  const constant = keyword(schema, 'const')
  if (members !== null) {
    const value = itemsOf(members).flatMap((item) => textOf(item) ?? [])
    if (value.length > 0) facts.push({ property: 'enum', value, span: pairSpan(members) })
  } else if (constant !== null) {
    const value = textOf(constant)
    if (value !== null) facts.push({ property: 'enum', value: [value], span: pairSpan(constant) })
  }
  const example = keyword(schema, 'example') ?? itemsOf(keyword(schema, 'examples'))[0] ?? null
  const exampleValue = jsonOf(example)
  if (example !== null && exampleValue !== undefined)
    facts.push({ property: 'example', value: exampleValue, span: pairSpan(example) })
  return facts
}

function texts(schema: Schema): readonly Fact[] {
  const facts: Fact[] = []
  for (const name of ['pattern', 'format', 'description'] as const) {
    const place = keyword(schema, name)
    const value = textOf(place)
    if (place !== null && value !== null)
      facts.push({ property: name, value: value.trim(), span: pairSpan(place) })
  }
  const described = keyword(schema, 'description')
  const formula = formulaWords(textOf(described) ?? '')
  if (described !== null && formula?.property === 'formula')
    facts.push({ property: 'formula', value: formula.value, span: pairSpan(described) })
  const readOnly = keyword(schema, 'readOnly')
  if (readOnly !== null && textOf(readOnly) === 'true')
    facts.push({ property: 'readOnly', value: true, span: pairSpan(readOnly) })
  return facts
}

function reportType(written: string, type: ValueType | null, span: Span, collector: Collector): void {
  const reading = type === null ? 'the type is taken as not given' : `it was read as ${type}`
  const suggestion = collector.suggest(written, TYPE_NAMES)
  const parameters = { type: written, reading }
  collector.report(createDiagnostic('schema-type-unknown', parameters, span, suggestion))
}
