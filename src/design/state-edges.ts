import type { StateEdgeFact } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { fold, slug, words } from './canonical-name.js'
import { candidatesOf, claimsAbout, groupBy } from './claim-index.js'
import { decide } from './decide.js'
import type { Entity, Field, StateEdge } from './entity.js'
import { ask } from './questions/ask.js'
import { linesOf } from './questions/lines.js'
import { backendSources } from './scope.js'
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
  if (edges.length > 0 && isFree(assembly, entity, field, edges)) return field
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

/** Words by which a row may come from any state to any other. */
const FREE =
  /\bno (?:transition |other )?restrictions?\b|\b(?:does|do|is|are|will) not (?:be )?(?:enforc|restrict)\w{1,3}\b|\bat any time\b|\b(?:from|between) any\b|\bany (?:\w{1,20} )?(?:status|state|stage) (?:to|can|may)\b|\bfreely\b/i

/** Words that take some of it back. */
const BOUND = /\b(?:only|forward|can(?:not|'t)|must not|may not|never|except|unless|until)\b/i

/**
 * Whether documents that draw moves say beside it that none is refused: `users can skip stages or go back at any time`. It
 * is asked, because the drawing may be meant as a rule.
 */
function isFree(
  assembly: Assembly,
  entity: Entity,
  field: Field,
  edges: readonly Candidate<StateEdgeFact>[],
): boolean {
  const name = words(field.name).join(' ')
  const names = (text: string): boolean => {
    const spaced = ` ${words(text).join(' ')} `
    return [name, `${name}s`, `${name}es`].some((each) => spaced.includes(` ${each} `))
  }
  const serves = backendSources(assembly)
  const said = linesOf(assembly).filter(
    ({ text, span }) => serves(span.source) && FREE.test(text) && !BOUND.test(text) && names(text),
  )
  if (said.length === 0) return false
  const id = `${slug(entity.name)}-${slug(field.name)}-moves`
  ask(assembly, {
    id,
    kind: 'conflict',
    concern: 'client-visible',
    subjects: [`${entity.name}.${field.name}`],
    about: `Documents draw moves of ${entity.name}.${field.name}, and say that none is refused.`,
    spans: [...said.slice(0, 4), ...edges].map(({ span }) => span),
    options: [
      { id: 'free', label: 'a row may come from any value to any other; the drawing shows the usual way' },
      { id: 'drawn', label: 'only the drawn moves are allowed; every other change is refused' },
    ],
    recommended: 'free',
  })
  return assembly.answers.get(id) !== 'drawn'
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
