import type { JsonValue } from '../json.js'
import type { Shape, ShapeField, ValueFacts } from '../shape.js'
import { elementType, factsOf, typeWord, valueWords } from '../value-words.js'
import type { ValueFact } from '../value-words.js'
import type { Member, NearJson } from './near-json.js'

/** A text that stands for a type rather than for a value: `string (required)`, `uuid`, `low|medium|high`. */
const TYPE_TEXT =
  /^(?:string|str|text|integer|int|number|float|decimal|boolean|bool|uuid|guid|date|datetime|timestamp|array|list|object|iso ?-?8601(?: date(?:time)?| timestamp)?|enum|email|url|any|null)(?:$|[ (|,<[?:])|\((?:[^)]{0,60}\b)?(?:required|optional|nullable|default|max|min)\b|^[\w-]{1,40}(?: ?\| ?[\w-]{1,40}){1,20}$/i

/** A message that begins with such a word: `Email verified`, `List is empty`; `string required` and the like describe. */
const MESSAGE =
  /^\w{1,20} (?:(?:is|was|are|were|has|have|must|cannot|already|sent|does)\b|not (?!null)|(?!(?:requir|generat|formatt|encod|separat|limit|hash|encrypt|allow|sign|unsign|bas|nest|nullabl|delimit|quot|truncat|order|sort|typ)ed\b)[a-z]{2,20}ed\b)/i

/** Whether a value describes types, in any of its leaves, rather than showing an example. */
export function describesTypes(value: NearJson): boolean {
  switch (value.kind) {
    case 'object':
      return value.members.some((member) => describesTypes(member.value))
    case 'array':
      return value.items.some(describesTypes)
    case 'words':
      return typeWord(value.text) !== null || /\|/.test(value.text)
    case 'literal':
      return typeof value.value === 'string' && TYPE_TEXT.test(value.value) && !MESSAGE.test(value.value)
  }
}

/**
 * What a member of a described object says of its field, with offsets in the text of the block. Quoted words count
 * from after their quote.
 */
export function memberFacts(member: Member): readonly ValueFact[] {
  const place = { start: member.value.start, end: member.value.end }
  const own = valueFacts(member.value)
  const remark = member.remark === null ? [] : valueWords(member.remark, typeIn(own) ?? 'string')
  const known = new Set(own.map((fact) => fact.property))
  return [
    ...own,
    ...remark.filter((fact) => !known.has(fact.property)).map((fact) => ({ ...fact, ...place })),
    ...(member.optional
      ? [{ property: 'required', value: false, start: member.nameStart, end: member.nameEnd + 1 } as const]
      : []),
  ]
}

function valueFacts(value: NearJson): readonly ValueFact[] {
  const place = { start: value.start, end: value.end }
  if (value.kind === 'object') return [{ property: 'type', value: 'object', ...place }]
  if (value.kind === 'array') {
    const [item] = value.items
    const phrase = elementType(
      value.items.map((each) => (each.kind === 'literal' ? String(each.value) : '')).join(' '),
    )
    if (phrase !== null) {
      return [
        { property: 'type', value: 'array', ...place },
        { property: 'shape', value: { kind: 'value', facts: { type: phrase } }, ...place },
      ]
    }
    return [
      { property: 'type', value: 'array', ...place },
      ...(item ? [{ property: 'shape', value: describedShape(item), ...place } as const] : []),
    ]
  }
  const text = value.kind === 'words' ? value.text : typeof value.value === 'string' ? value.value : null
  if (text === null) return []
  if (value.kind === 'literal' && !TYPE_TEXT.test(text)) return []
  const shift = value.start + (value.kind === 'literal' ? 1 : 0)
  return valueWords(text).map((fact) => ({ ...fact, start: fact.start + shift, end: fact.end + shift }))
}

function typeIn(facts: readonly ValueFact[]): ValueFacts['type'] | null {
  const fact = facts.find((each) => each.property === 'type')
  return fact?.property === 'type' ? fact.value : null
}

/** The shape of a described value. */
export function describedShape(value: NearJson): Shape {
  if (value.kind === 'object') {
    if (value.members.length === 0) return { kind: 'unknown' }
    return { kind: 'object', name: null, fields: value.members.map(describedField) }
  }
  if (value.kind === 'array') {
    const [item] = value.items
    return { kind: 'array', items: item ? describedShape(item) : { kind: 'unknown' } }
  }
  const facts = factsOf(valueFacts(value))
  const named = value.kind === 'words' ? /^([A-Z][A-Za-z]{1,60})(\[\])?$/.exec(value.text) : null
  if (named?.[1] !== undefined) {
    const reference: Shape = { kind: 'reference', name: named[1] }
    return named[2] === undefined ? reference : { kind: 'array', items: reference }
  }
  if (Object.keys(facts).length > 0) return { kind: 'value', facts }
  return value.kind === 'literal' ? exampleShape(value.value) : { kind: 'unknown' }
}

function describedField(member: Member): ShapeField {
  const facts = factsOf(memberFacts(member))
  return {
    name: member.name,
    shape: describedShape(member.value),
    required: facts.required ?? true,
    nullable: facts.nullable ?? (member.value.kind === 'literal' && member.value.value === null),
  }
}

/** The shape that an example shows, as far as it can be told. */
export function exampleShape(value: JsonValue): Shape {
  if (Array.isArray(value)) {
    const [first] = value as readonly JsonValue[]
    return { kind: 'array', items: first === undefined ? { kind: 'unknown' } : exampleShape(first) }
  }
  switch (typeof value) {
    case 'string':
      return { kind: 'value', facts: { type: 'string' } }
    case 'number':
      return { kind: 'value', facts: { type: Number.isInteger(value) ? 'integer' : 'number' } }
    case 'boolean':
      return { kind: 'value', facts: { type: 'boolean' } }
    default:
  }
  if (value === null) return { kind: 'unknown' }
  return {
    kind: 'object',
    name: null,
    fields: Object.entries(value).map(([name, inner]) => ({
      name,
      shape: exampleShape(inner),
      required: true,
      nullable: inner === null,
    })),
  }
}

/** The JSON value that an example is; undefined when a part of it is words. */
export function toJson(value: NearJson): JsonValue | undefined {
  if (value.kind === 'literal') return value.value
  if (value.kind === 'words') return undefined
  if (value.kind === 'array') {
    const items = value.items.map(toJson)
    return items.every((item) => item !== undefined) ? items : undefined
  }
  const members = value.members.map((member) => [member.name, toJson(member.value)] as const)
  if (members.some(([, inner]) => inner === undefined)) return undefined
  return Object.fromEntries(
    members.flatMap(([name, inner]) => (inner === undefined ? [] : [[name, inner] as const])),
  )
}
