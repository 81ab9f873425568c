import type { StateEdgeFact } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { fold, slug, words } from './canonical-name.js'
import { candidatesOf, claimsAbout, groupBy } from './claim-index.js'
import { decide } from './decide.js'
import type { Entity, Field, StateEdge } from './entity.js'
import { type Candidate, settle } from './settle.js'

/** A column that may be what edges speak of. */
interface Place {
  readonly entity: Entity
  readonly field: Field
}

/**
 * Gives columns of named states the moves that documents draw between them. Edges belong to the one column that
 * has all their states; of several, to that whose entity the words around them name.
 */
export function withStateEdges(assembly: Assembly, entities: readonly Entity[]): readonly Entity[] {
  const edges = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'stateEdge')
  if (edges.length === 0) return entities
  const found = new Map<Field, Candidate<StateEdgeFact>[]>()
  for (const edge of edges) {
    const place = placeOf(edge.value, entities)
    if (place === null) continue
    const known = found.get(place.field)
    if (known === undefined) found.set(place.field, [edge])
    else known.push(edge)
  }
  return entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => withEdges(assembly, entity, field, found.get(field) ?? [])),
  }))
}

function placeOf({ from, to, about }: StateEdgeFact, entities: readonly Entity[]): Place | null {
  const places = entities.flatMap((entity) =>
    entity.managedElsewhere
      ? []
      : entity.fields
          .filter((field) => stateOf(field, from) !== null && stateOf(field, to) !== null)
          .map((field) => ({ entity, field })),
  )
  const [only, ...more] = places
  if (only === undefined || more.length === 0) return only ?? null
  const said = fold(about)
  const named = places.filter(
    ({ entity, field }) =>
      said.includes(fold(entity.name)) ||
      (entity.table !== null && said.includes(fold(entity.table))) ||
      said.includes(`${fold(entity.name)}${fold(field.name)}`),
  )
  const longest = named.toSorted((left, right) => right.entity.name.length - left.entity.name.length)[0]
  if (longest === undefined) return null
  return named.every(({ entity }) => fold(longest.entity.name).includes(fold(entity.name))) &&
    named.filter(({ entity }) => entity === longest.entity).length === 1
    ? longest
    : null
}

/** The value of a column that a document's word for a state means. */
function stateOf(field: Field, state: string): string | null {
  const key = words(state).join('')
  return (field.enum ?? []).find((value) => words(value).join('') === key) ?? null
}

function withEdges(
  assembly: Assembly,
  entity: Entity,
  field: Field,
  edges: readonly Candidate<StateEdgeFact>[],
): Field {
  const bySource = [...groupBy(edges, ({ span }) => span.source).values()]
  const settled = settle(
    assembly.sources,
    'stored',
    bySource.flatMap((same): readonly Candidate<readonly StateEdge[]>[] => {
      const [first] = same
      return first === undefined ? [] : [{ ...first, value: spelled(field, same) }]
    }),
  )
  if (settled === null) return field
  const decision = decide(assembly, settled, {
    id: `${slug(entity.name)}-${slug(field.name)}-edges`,
    concern: 'client-visible',
    subjects: [`${entity.name}.${field.name}`],
    what: `moves that ${entity.name}.${field.name} may make`,
    consequence: (value) => `only ${told(value)} are allowed`,
    option: (value) => slug(told(value)).slice(0, 80),
    differs: (left, right) => told(left) !== told(right),
  })
  return {
    ...field,
    edges: decision.value,
    origins: { ...field.origins, edges: decision.origins },
  }
}

/** Edges in the column's own words, each once, in the order of its values. */
function spelled(field: Field, edges: readonly Candidate<StateEdgeFact>[]): readonly StateEdge[] {
  const states = field.enum ?? []
  const pairs = new Set(
    edges.map(({ value }) => JSON.stringify([stateOf(field, value.from), stateOf(field, value.to)])),
  )
  return states.flatMap((from) =>
    states.flatMap((to) => (from !== to && pairs.has(JSON.stringify([from, to])) ? [{ from, to }] : [])),
  )
}

function told(edges: readonly StateEdge[]): string {
  return edges.map(({ from, to }) => `${from} → ${to}`).join(', ')
}
