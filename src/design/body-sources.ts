import { illustrates } from '../claims/illustrations.js'
import type { Assembly } from './assembly.js'
import { entityKey, fold } from './canonical-name.js'
import { segmentsOf } from './canonical-path.js'
import type { ValueFact } from './claim-index.js'
import { candidatesOf, factsOf, weaken } from './claim-index.js'
import type { OperationGroup } from './operation-groups.js'
import { claimsOf } from './operation-groups.js'
import { compareAuthority } from './precedence.js'
import type { SchemaRole } from './schema-role.js'
import type { SchemaDefinition, SchemaIndex } from './schemas.js'

/** The fields of one request body as one document gives them. */
export interface BodySource {
  readonly source: string
  readonly fields: ReadonlyMap<string, { readonly name: string; readonly facts: readonly ValueFact[] }>
}

/** Whether a client cannot send a field: `Not accepted in the body`. */
function isRefused(facts: readonly ValueFact[]): boolean {
  return factsOf(facts, 'readOnly').some(({ value }) => value)
}

/** Properties a client sends, by folded name. */
function writable(definition: SchemaDefinition, weight: number): BodySource['fields'] {
  return new Map(
    [...definition.properties]
      .filter(([, facts]) => !isRefused(facts))
      .map(([name, facts]) => [fold(name), { name, facts: weaken(facts, weight) }]),
  )
}

function definitionFor(schemas: SchemaIndex, name: string, source: string): SchemaDefinition | undefined {
  const definitions = schemas.named(name)
  return definitions.find((one) => one.source === source) ?? definitions[0]
}

/**
 * What each document says of the request body of an operation, the strongest
 * first: fields listed at the operation, and the properties of the schema it
 * names.
 */
export function bodySources(
  assembly: Assembly,
  group: OperationGroup,
  schemas: SchemaIndex,
): readonly BodySource[] {
  const order = compareAuthority(assembly.sources, 'wire')
  const all = candidatesOf(group.claims, 'bodySchema')
  const described = [...group.body, ...all].some((claim) => !illustrates(claim))
  const named = described ? all.filter((claim) => !illustrates(claim)) : all
  const body = described ? group.body.filter((claim) => !illustrates(claim)) : group.body
  const sources = [...body, ...named]
    .map(({ span }) => span)
    .toSorted(order)
    .map(({ source }) => source)
  return [...new Set(sources)].flatMap((source): readonly BodySource[] => {
    const fields = new Map<string, { name: string; facts: ValueFact[] }>()
    const add = (name: string, facts: readonly ValueFact[]): void => {
      const known = fields.get(fold(name))
      if (known === undefined) fields.set(fold(name), { name, facts: [...facts] })
      else known.facts.push(...facts)
    }
    for (const claim of body) {
      if (claim.span.source === source) add(claim.subject.field, [claim])
    }
    for (const { value, span } of named) {
      const definition = span.source === source ? definitionFor(schemas, value, source) : undefined
      if (definition === undefined) continue
      for (const { name, facts } of writable(definition, 0).values()) {
        add(name, definition.source === source ? facts : facts.map((fact) => ({ ...fact, weight: 0 })))
      }
    }
    const sent = new Map([...fields].filter(([, { facts }]) => !isRefused(facts)))
    return sent.size === 0 ? [] : [{ source, fields: sent }]
  })
}

/** The roles a request model can have for an operation, the best first. */
function rolesFor(group: OperationGroup): readonly SchemaRole[] {
  switch (group.method) {
    case 'POST':
      return ['create']
    case 'PUT':
      return ['replace', 'update', 'create']
    case 'PATCH':
      return ['update']
    default:
      return []
  }
}

/**
 * The request model that corresponds to an operation by its name, such as
 * `LoanCreate` for `POST /loans`; only for the collection and its rows, since
 * `/loans/{id}/renew` has a body of its own.
 */
export function modelByRole(group: OperationGroup, schemas: SchemaIndex, entity: string): BodySource | null {
  const segments = segmentsOf(group.path)
  const last = segments.at(-1) ?? ''
  const fits = group.method === 'POST' ? entityKey(last) === entity : last.startsWith('{')
  if (!fits) return null
  const fitting = rolesFor(group).flatMap((role) =>
    schemas.withRole(entity, role).filter(({ properties }) => properties.size > 0),
  )
  const definition = fitting.find(({ illustrative }) => !illustrative) ?? fitting[0]
  return definition === undefined ? null : { source: definition.source, fields: writable(definition, 1) }
}

/** Where the operation stands, for origins of what follows from it. */
export function firstSpans(group: OperationGroup) {
  return claimsOf(group)
    .slice(0, 2)
    .map(({ span }) => span)
}
