import type { Claim, Method } from '../claim.js'
import type { ValueType } from '../shape.js'
import { shapeOf } from '../path-shape.js'
import { nameWords, nounOf } from './nouns.js'

/** A column that some document establishes. */
export interface KnownField {
  readonly entity: string
  readonly field: string
  readonly type: ValueType | null
}

/** A value that a column of an entity may have, where documents list them all. */
export interface KnownState {
  readonly entity: string
  readonly field: string
  readonly value: string
}

/** An operation that some document establishes, with what its path tells. */
export interface KnownOperation {
  readonly method: Method
  readonly path: string
  /** What it works on, in the singular: `loan`; empty for `/`. */
  readonly noun: string
  /** It works on one row. */
  readonly one: boolean
  /** `return` of `/loans/{id}/return`. */
  readonly action: string | null
  /** The path without the names of its parameters: `/loans/{}/return`. */
  readonly shape: string
}

/** The names that the documents of a project establish; prose is understood against them. */
export interface Vocabulary {
  /** Entities as written, by their noun in the singular: `purchase order`. */
  readonly entities: ReadonlyMap<string, string>
  /** Columns by their words: `due on`. */
  readonly fields: ReadonlyMap<string, readonly KnownField[]>
  readonly operations: readonly KnownOperation[]
  /** Names of request and response models. */
  readonly schemas: ReadonlySet<string>
  /** Fields of bodies, by method and path without the names of its parameters: `PUT /loans/{}`. */
  readonly bodies: ReadonlyMap<string, readonly string[]>
  /** Query parameters, by method and path without the names of its parameters: `GET /loans`. */
  readonly queries: ReadonlyMap<string, ReadonlySet<string>>
  /** Roles of callers as written, by their noun in the singular: `store manager`. */
  readonly roles: ReadonlyMap<string, string>
  /** Values of closed lists by their words in small letters: `in progress`. */
  readonly states: ReadonlyMap<string, readonly KnownState[]>
}

/**
 * Gathers the names in claims.
 *
 * @param stated roles that documents list in words
 */
export function vocabularyOf(claims: readonly Claim[], stated: readonly string[] = []): Vocabulary {
  const entities = new Map<string, string>()
  const types = new Map<string, ValueType>()
  const columns = new Map<string, { readonly entity: string; readonly field: string }>()
  const operations = new Map<string, { readonly method: Method; readonly path: string }>()
  const schemas = new Set<string>()
  const roles = new Map(stated.map((role) => [nounOf(role), role]))
  const bodies = new Map<string, string[]>()
  const queries = new Map<string, Set<string>>()
  const states = new Map<string, KnownState[]>()
  for (const { subject, property, value } of claims) {
    if (subject.kind === 'schema') schemas.add(subject.schema)
    if (subject.kind === 'parameter' && subject.in === 'query') {
      const key = `${subject.method} ${shapeOf(subject.path)}`
      queries.set(key, (queries.get(key) ?? new Set()).add(subject.name))
    }
    if (subject.kind === 'body' && /^\w{1,80}$/.test(subject.field)) {
      const key = `${subject.method} ${shapeOf(subject.path)}`
      const names = bodies.get(key) ?? []
      if (!names.includes(subject.field)) names.push(subject.field)
      bodies.set(key, names)
    }
    for (const role of rolesIn(property, value)) roles.set(nounOf(role), role)
    if (
      (subject.kind === 'column' || subject.kind === 'property') &&
      property === 'enum' &&
      /^roles?$/i.test(subject.field)
    )
      for (const role of value) roles.set(nounOf(role), role)
    if (subject.kind === 'column' && property === 'enum')
      for (const each of value)
        addState(states, { entity: subject.entity, field: subject.field, value: each })
    if (subject.kind === 'entity' || subject.kind === 'column') {
      const noun = nounOf(subject.entity)
      if (noun !== '' && !entities.has(noun)) entities.set(noun, subject.entity)
    }
    if (subject.kind === 'entity' && property === 'table' && typeof value === 'string') {
      const noun = nounOf(value)
      if (noun !== '' && !entities.has(noun)) entities.set(noun, subject.entity)
    }
    if (subject.kind === 'column') {
      const key = `${nounOf(subject.entity)} ${subject.field}`
      if (!columns.has(key)) columns.set(key, subject)
      if (property === 'type' && !types.has(key)) types.set(key, value)
    }
    if (subject.kind === 'operation' && property === 'exists')
      operations.set(`${subject.method} ${subject.path}`, subject)
  }
  for (const [noun, schema] of modelsOfRows(schemas, operations.values())) {
    if (entities.has(noun)) continue
    entities.set(noun, schema)
    for (const { subject, property, value } of claims) {
      if (subject.kind !== 'property' || subject.schema !== schema) continue
      const key = `${noun} ${subject.field}`
      if (!columns.has(key)) columns.set(key, { entity: schema, field: subject.field })
      if (property === 'type' && !types.has(key)) types.set(key, value)
    }
  }
  for (const [noun, entity] of calledByLastWord(entities, operations.values())) entities.set(noun, entity)
  const fields = new Map<string, KnownField[]>()
  for (const [key, { entity, field }] of columns) {
    const said = nameWords(field).join(' ')
    const known = { entity, field, type: types.get(key) ?? null }
    fields.set(said, [...(fields.get(said) ?? []), known])
  }
  return {
    roles,
    states,
    bodies,
    queries,
    schemas,
    entities,
    fields,
    // A path with an id of its own is an example of an operation.
    operations: [...operations.values()]
      .filter(({ path }) => !/\/(?:\d{1,20}|[0-9a-f]{8}-[0-9a-f-]{4,40})(?:\/|$)/i.test(path))
      .map(({ method, path }) => knownOperation(method, path, entities)),
  }
}

function addState(states: Map<string, KnownState[]>, state: KnownState): void {
  const words = nameWords(state.value).join(' ')
  const known = states.get(words) ?? []
  if (!known.some(({ entity, field }) => entity === state.entity && field === state.field))
    states.set(words, [...known, state])
}

/** Last words of names that tell one thing from no other. */
const GENERAL_NOUNS =
  /^(?:item|entry|record|row|data|type|status|state|detail|info|log|history|setting|list|set|group|line|link|user|account|model|table)$/

/** What people call by its last word, where only one thing ends in it: a profile, of `MentorProfile`. */
function calledByLastWord(
  entities: ReadonlyMap<string, string>,
  operations: Iterable<{ readonly path: string }>,
): ReadonlyMap<string, string> {
  const collections = new Set<string>()
  for (const { path } of operations) for (const segment of path.split('/')) collections.add(nounOf(segment))
  const called = new Map<string, Set<string>>()
  for (const [noun, entity] of entities) {
    const [last = '', ...before] = noun.split(' ').toReversed()
    if (before.length === 0 || GENERAL_NOUNS.test(last)) continue
    called.set(last, (called.get(last) ?? new Set()).add(entity))
  }
  return new Map(
    [...called].flatMap(([word, [only, ...more]]): [string, string][] =>
      only === undefined || more.length > 0 || entities.has(word) || collections.has(word)
        ? []
        : [[word, only]],
    ),
  )
}

/**
 * Models called as the rows of a collection, by their nouns: `Loan` beside `POST /loans`. Where no table tells the
 * columns of loans, their properties are what sentences speak of.
 */
function modelsOfRows(
  schemas: ReadonlySet<string>,
  operations: Iterable<{ readonly path: string }>,
): ReadonlyMap<string, string> {
  const collections = new Set<string>()
  for (const { path } of operations)
    for (const segment of path.split('/')) if (/^\w/.test(segment)) collections.add(nounOf(segment))
  return new Map(
    [...schemas].map((name) => [nounOf(name), name] as const).filter(([noun]) => collections.has(noun)),
  )
}

/** The roles that a claim about callers names. */
function rolesIn(property: Claim['property'], value: Claim['value']): readonly string[] {
  if (property !== 'access') return []
  const access = typeof value === 'object' && value !== null && 'access' in value ? value.access : value
  return typeof access === 'string' && access.startsWith('role:') ? access.slice(5).split('|') : []
}

function knownOperation(method: Method, path: string, entities: ReadonlyMap<string, string>): KnownOperation {
  const segments = path.split('/').filter((segment) => segment !== '' && !/^(?:api|v\d{1,2})$/.test(segment))
  const isParameter = (segment: string | undefined): boolean => segment?.startsWith('{') === true
  const literals = segments.filter((segment) => !isParameter(segment))
  const last = segments.at(-1)
  const shape = shapeOf(path)
  if (last === undefined) return { method, path, shape, noun: '', one: false, action: null }
  if (isParameter(last))
    return { method, path, shape, noun: nounOf(literals.at(-1) ?? ''), one: true, action: null }
  const before = segments.at(-2)
  const owner = before !== undefined && /^\{(?:user|owner)/.test(before)
  if (isParameter(before) && !owner && !entities.has(nounOf(last)) && literals.length > 1)
    return { method, path, shape, noun: nounOf(literals.at(-2) ?? ''), one: true, action: last.toLowerCase() }
  return { method, path, shape, noun: nounOf(last), one: false, action: null }
}
