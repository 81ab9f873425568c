import type { Shape, ValueFacts, ValueType } from '../shape.js'
import { typeWord, valueWords } from '../value-words.js'
import type { Declarations, Member } from './declarations.js'
import { literalsOf } from './declarations.js'

/** A fact about a value, wherever its words stand. */
export type Fact = {
  readonly [P in keyof ValueFacts]: { readonly property: P; readonly value: ValueFacts[P] }
}[keyof ValueFacts]

const PRIMITIVES: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['bigint', 'integer'],
  ['boolean', 'boolean'],
  ['Date', 'datetime'],
  ['object', 'object'],
  ['unknown[]', 'array'],
])

/** What a remark may make of a JSON string or number. */
const NARROWS: ReadonlyMap<ValueType, ReadonlySet<ValueType>> = new Map([
  ['string', new Set<ValueType>(['uuid', 'datetime', 'date', 'time', 'decimal'])],
  ['number', new Set<ValueType>(['integer', 'decimal'])],
])

/**
 * What a member of an interface says of its value: `note?: string | null // max 200 chars`.
 *
 * @param known the types declared beside it
 */
export function typeFacts({ value, optional, comment }: Member, known: Declarations): readonly Fact[] {
  const parts = value.split('|').map((part) => part.trim())
  const nullable = parts.includes('null')
  const written = parts.filter((part) => !/^(?:null|undefined|)$/.test(part)).join(' | ')
  const facts: Fact[] = [
    { property: 'required', value: !optional && !parts.includes('undefined') },
    ...(nullable ? [{ property: 'nullable', value: true } as const] : []),
    ...ownFacts(written, known),
  ]
  const type = facts.find((fact) => fact.property === 'type')?.value ?? null
  const narrow = type === null ? null : (typeWord(comment)?.value ?? null)
  const narrowed = type !== null && narrow !== null && NARROWS.get(type)?.has(narrow) === true ? narrow : null
  const said = valueWords(comment, narrowed ?? type).filter(
    ({ property }) => !/^(?:type|required|enum|shape|example|nullable)$/.test(property),
  )
  return [
    ...facts.map((fact): Fact =>
      fact.property === 'type' && narrowed !== null ? { ...fact, value: narrowed } : fact,
    ),
    ...(type === null ? [] : said.map(({ start: _start, end: _end, ...fact }) => fact)),
  ]
}

function ownFacts(written: string, known: Declarations): readonly Fact[] {
  const values = literalsOf(written) ?? known.unions.get(written) ?? null
  if (values !== null)
    return values.length === 1
      ? [{ property: 'type', value: 'string' }]
      : [
          { property: 'type', value: 'enum' },
          { property: 'enum', value: values },
        ]
  const primitive = PRIMITIVES.get(written)
  if (primitive !== undefined) return [{ property: 'type', value: primitive }]
  const element = /^(?:readonly )?(?:Array<\s?([\w.]{1,80})\s?>|([\w.]{1,80})\[\])$/.exec(written)
  const inner = element?.[1] ?? element?.[2]
  if (inner !== undefined) {
    const shape = shapeOf(inner, known)
    return [
      { property: 'type', value: 'array' },
      ...(shape === null ? [] : [{ property: 'shape', value: shape } as const]),
    ]
  }
  if (written.startsWith('{') || /^(?:Record|Partial|Map)</.test(written))
    return [{ property: 'type', value: 'object' }]
  const shape = shapeOf(written, known)
  return shape?.kind === 'reference'
    ? [
        { property: 'type', value: 'object' },
        { property: 'shape', value: shape },
      ]
    : []
}

function shapeOf(name: string, { objects, unions }: Declarations): Shape | null {
  const type = PRIMITIVES.get(name)
  if (type !== undefined) return { kind: 'value', facts: { type } }
  const values = unions.get(name)
  if (values !== undefined) return { kind: 'value', facts: { type: 'enum', enum: values } }
  return objects.some((one) => one.name === name) ? { kind: 'reference', name } : null
}
