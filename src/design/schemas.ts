import type { ClaimOf } from '../claims/claim.js'
import { illustrates } from '../claims/illustrations.js'
import type { Shape, ShapeField, ValueFacts } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import type { ValueFact } from './claim-index.js'
import { claimsAbout, factsOf, groupBy } from './claim-index.js'
import type { DraftSchema } from './draft.js'
import { compareAuthority } from './precedence.js'
import type { SchemaRole } from './schema-role.js'
import { schemaRole } from './schema-role.js'
import { settle } from './settle.js'

/** What one source says of one named schema. */
export interface SchemaDefinition {
  readonly name: string
  /** Only a type of a frontend or a sample; comes after all others. */
  readonly illustrative: boolean
  readonly source: string
  readonly role: SchemaRole
  readonly entity: string
  /** Facts by property name, in the order of the source. */
  readonly properties: ReadonlyMap<string, readonly ValueFact[]>
  readonly claims: readonly ClaimOf<'schema'>[]
}

/** Named schemas of all sources. */
export interface SchemaIndex {
  /** Definitions of a name, the strongest source first. */
  readonly named: (name: string) => readonly SchemaDefinition[]
  /** Definitions with a role for an entity, the strongest source first. */
  readonly withRole: (entity: string, role: SchemaRole) => readonly SchemaDefinition[]
  readonly all: readonly SchemaDefinition[]
}

/** Groups the claims about schemas and their properties by source and name. */
export function indexSchemas({ reading, sources }: Assembly): SchemaIndex {
  const schemaClaims = claimsAbout(reading.claims, 'schema')
  const propertyClaims = claimsAbout(reading.claims, 'property')
  const keyOf = (claim: ClaimOf<'schema'> | ClaimOf<'property'>): string =>
    JSON.stringify([claim.span.source, claim.subject.schema, illustrates(claim)])
  const bySchema = groupBy(schemaClaims, keyOf)
  const byProperty = groupBy(propertyClaims, keyOf)
  const order = compareAuthority(sources, 'wire')
  const all = [...new Set([...bySchema.keys(), ...byProperty.keys()])]
    .map(
      (key): SchemaDefinition & { readonly first: ClaimOf<'schema'> | ClaimOf<'property'> | undefined } => {
        const claims = bySchema.get(key) ?? []
        const properties = byProperty.get(key) ?? []
        const first = claims[0] ?? properties[0]
        const name = first?.subject.schema ?? ''
        return {
          name,
          illustrative: first !== undefined && illustrates(first),
          source: first?.span.source ?? '',
          ...schemaRole(name),
          properties: groupBy(properties, ({ subject }) => subject.field),
          claims,
          first,
        }
      },
    )
    .toSorted(
      (left, right) =>
        Number(left.illustrative) - Number(right.illustrative) ||
        (left.first === undefined || right.first === undefined
          ? 0
          : order(left.first.span, right.first.span)),
    )
  return {
    named: (name) => all.filter((definition) => definition.name === name),
    withRole: (entity, role) =>
      all.filter((definition) => definition.entity === entity && definition.role === role),
    all,
  }
}

function fieldShape(assembly: Assembly, facts: readonly ValueFact[]): Shape {
  const strongest = <P extends keyof ValueFacts>(property: P): Partial<ValueFacts> => {
    const settled = settle(assembly.sources, 'wire', factsOf(facts, property))
    return settled === null ? {} : { [property]: settled[0].value }
  }
  const shape = settle(assembly.sources, 'wire', factsOf(facts, 'shape'))?.[0].value
  const type = strongest('type')
  if (shape !== undefined && type.type === 'array' && shape.kind !== 'array')
    return { kind: 'array', items: shape }
  if (shape !== undefined && shape.kind !== 'value') return shape
  return {
    kind: 'value',
    facts: {
      ...type,
      ...strongest('enum'),
      ...strongest('format'),
      ...strongest('minLength'),
      ...strongest('maxLength'),
      ...strongest('minimum'),
      ...strongest('maximum'),
      ...strongest('pattern'),
      ...strongest('default'),
      ...strongest('example'),
      ...(shape === undefined ? {} : { shape }),
    },
  }
}

/** The shape of a definition: an object of its properties, or the shape the schema claims. */
function shapeOf(assembly: Assembly, definition: SchemaDefinition): Shape {
  if (definition.properties.size === 0) {
    const shape = definition.claims.find((claim) => claim.property === 'shape')
    return shape?.property === 'shape' ? shape.value : { kind: 'unknown' }
  }
  const fields = [...definition.properties].map(([name, facts]): ShapeField => {
    const required = settle(assembly.sources, 'wire', factsOf(facts, 'required'))?.[0].value
    const nullable = settle(assembly.sources, 'wire', factsOf(facts, 'nullable'))?.[0].value
    return {
      name,
      shape: fieldShape(assembly, facts),
      required: required ?? false,
      nullable: nullable ?? false,
    }
  })
  return { kind: 'object', name: definition.name, fields }
}

/**
 * Replaces references in a shape by the schemas they name, as far as these are
 * known; the definition of `source` comes before those of other sources. A
 * schema inside itself stays a reference.
 */
export function resolveShape(
  assembly: Assembly,
  index: SchemaIndex,
  shape: Shape,
  source: string,
  within: readonly string[] = [],
): Shape {
  switch (shape.kind) {
    case 'reference': {
      if (within.includes(shape.name) || within.length > 12) return shape
      const definitions = index.named(shape.name)
      const definition = definitions.find((one) => one.source === source) ?? definitions[0]
      if (definition === undefined) return shape
      const inner = shapeOf(assembly, definition)
      return inner.kind === 'unknown'
        ? shape
        : resolveShape(assembly, index, inner, definition.source, [...within, shape.name])
    }
    case 'array':
      return { kind: 'array', items: resolveShape(assembly, index, shape.items, source, within) }
    case 'object':
      return {
        ...shape,
        fields: shape.fields.map((field) => ({
          ...field,
          shape: resolveShape(assembly, index, field.shape, source, within),
        })),
      }
    case 'value': {
      const { shape: inner } = shape.facts
      return inner === undefined
        ? shape
        : {
            kind: 'value',
            facts: { ...shape.facts, shape: resolveShape(assembly, index, inner, source, within) },
          }
    }
    case 'empty':
    case 'file':
    case 'unknown':
      return shape
  }
}

/** Every schema once, by its strongest definition, references resolved. */
export function draftSchemas(assembly: Assembly, index: SchemaIndex): readonly DraftSchema[] {
  const strongest = new Map<string, SchemaDefinition>()
  for (const definition of index.all.filter(({ illustrative }) => !illustrative)) {
    if (!strongest.has(definition.name)) strongest.set(definition.name, definition)
  }
  return [...strongest.values()].map((definition) => ({
    name: definition.name,
    shape: resolveShape(assembly, index, shapeOf(assembly, definition), definition.source, [definition.name]),
  }))
}
