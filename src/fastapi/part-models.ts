import { pascalCase, singular, snakeCase, wordsOf } from '../behaviour/naming.js'
import type { BodyField, Operation } from '../design/operation.js'
import type { Step } from '../design/step.js'
import type { PropertyRules, ValueRules } from '../design/value.js'
import { identifier, RESERVED_FIELDS } from '../python/identifier.js'

type InsertApart = Extract<Step, { readonly kind: 'insertApart' }>

/** An object inside a request body, such as one line of an order, and its class. */
export interface PartModel {
  readonly className: string
  readonly properties: readonly PropertyRules[]
  readonly unknownFields: 'refuse' | 'ignore'
  /** A row of a file has only texts; JSON has types. */
  readonly place?: 'json' | 'url'
}

/** Objects inside bodies by their structure; equal structures share a class. */
export type PartModels = ReadonlyMap<string, PartModel>

/** What the class of an object inside a body calls a member. */
export function memberName(wire: string): string {
  return identifier(snakeCase(wire), new Set(), RESERVED_FIELDS)
}

/** The properties of an object whose inner structure is known; null for anything else. */
export function partProperties(rules: ValueRules): readonly PropertyRules[] | null {
  const { type, properties } = rules
  return type === 'object' && properties !== null && properties.length > 0 ? properties : null
}

/** The part that a value is; null when it is none. */
export function partOf(
  parts: PartModels,
  rules: ValueRules,
  unknownFields: PartModel['unknownFields'],
): PartModel | null {
  const properties = partProperties(rules)
  return properties === null ? null : (parts.get(keyOf(properties, unknownFields)) ?? null)
}

/**
 * Names the objects inside the fields of a body, inner ones first, and adds them to `parts`.
 *
 * @param body class of the body around them, for those without a documented name
 * @param claim gives a class name that nothing else has
 */
export function nameParts(
  parts: Map<string, PartModel>,
  body: string,
  fields: readonly BodyField[],
  unknownFields: PartModel['unknownFields'],
  claim: (wanted: string) => string,
): void {
  const visit = (rules: ValueRules, name: string): void => {
    if (rules.items !== null) visit(rules.items, singularName(name))
    const properties = partProperties(rules)
    if (properties === null) return
    for (const property of properties) visit(property, `${name}_${property.name}`)
    const key = keyOf(properties, unknownFields)
    if (parts.has(key)) return
    parts.set(key, {
      className: claim(identifier(rules.schema ?? pascalCase(`${body}_${name}`))),
      properties,
      unknownFields,
    })
  }
  for (const field of fields) visit(field, field.name)
}

/**
 * Names the rows that an operation makes apart, where nothing else has their structure yet: those of a file are texts, and
 * refuse what is no column.
 */
export function nameRows(
  parts: Map<string, PartModel>,
  operation: Operation,
  claim: (wanted: string) => string,
): void {
  for (const step of operation.steps ?? []) {
    if (step.kind !== 'insertApart') continue
    const key = rowKey(step, operation)
    if (parts.has(key)) continue
    parts.set(key, {
      className: claim(identifier(pascalCase(`${operation.name}_row`))),
      properties: step.members,
      unknownFields: step.file === null ? operation.unknownFields : 'refuse',
      place: step.file === null ? 'json' : 'url',
    })
  }
}

/** The model that each row of a step must keep. */
export function rowModel(parts: PartModels, step: InsertApart, operation: Operation): PartModel {
  const found = parts.get(rowKey(step, operation))
  if (found === undefined) throw new Error(`${operation.id} makes rows that no model describes`)
  return found
}

function rowKey({ members, file }: InsertApart, { unknownFields }: Operation): string {
  return file === null ? keyOf(members, unknownFields) : `file ${keyOf(members, 'refuse')}`
}

function keyOf(properties: readonly PropertyRules[], unknownFields: PartModel['unknownFields']): string {
  return JSON.stringify([unknownFields, properties])
}

function singularName(name: string): string {
  const words = wordsOf(name)
  return [...words.slice(0, -1), singular(words.at(-1) ?? 'item')].join('_')
}
