import type { JsonValue } from '../json.js'
import type { ValueType } from '../shape.js'
import { defaultWords, limitWords, type ValueFact } from '../value-words.js'
import type { Fact } from './facts.js'
import { itemsOf, pairSpan, textOf } from './place.js'
import { keyword, type Schema } from './schema.js'

/** Longer descriptions speak of more than their value. */
const LONGEST = 300

/**
 * What the description of a value says in words and its schema does not say in keys: `Title (max 200
 * characters, trimmed)`, `Page size (default: 20)`.
 *
 * @param schema the schema
 * @param type its type; without one, words are not trusted
 * @param said the facts that its keys state
 */
export function describedFacts(
  schema: Schema,
  type: ValueType | null,
  said: readonly Fact[],
): readonly Fact[] {
  const place = keyword(schema, 'description')
  const text = textOf(place)?.trim()
  if (place === null || text === undefined || text.length > LONGEST || type === null) return []
  const known = new Set<string>(said.map(({ property }) => property))
  const span = pairSpan(place)
  const words: ValueFact[] = [...limitWords(text, type)]
  const fallback = defaultWords(text)
  if (fallback !== null && isFitting(fallback, type, schema)) words.push(fallback)
  return words.flatMap((fact) => {
    // `0-1000 characters` bounds only one end.
    if (known.has(fact.property) || (fact.property === 'minLength' && fact.value === 0)) return []
    known.add(fact.property)
    const { start: _start, end: _end, ...stated } = fact
    return [{ ...stated, span }]
  })
}

/** A default in words counts when it can only be one: of the value's own type, or one of its choices. */
function isFitting(fallback: ValueFact, type: ValueType, schema: Schema): boolean {
  if (fallback.property === 'generated')
    return fallback.value === 'now' && (type === 'date' || type === 'datetime' || type === 'time')
  return fallback.property === 'default' && fits(fallback.value, type, schema)
}

function fits(value: JsonValue, type: ValueType, schema: Schema): boolean {
  if (type === 'integer' || type === 'number') return typeof value === 'number'
  if (type === 'boolean') return typeof value === 'boolean'
  if (type !== 'enum') return false
  return itemsOf(keyword(schema, 'enum')).some((member) => textOf(member) === value)
}
