import type { ClaimOf } from '../claims/claim.js'
import type { Shape } from '../claims/shape.js'
import { entityKey, fold, singular, words } from './canonical-name.js'
import { parameterName, pathKey, segmentsOf } from './canonical-path.js'
import { candidatesOf, type ValueFact } from './claim-index.js'
import type { EntityGroup } from './entity-groups.js'
import { columnKey } from './entity-groups.js'
import type { OperationGroup } from './operation-groups.js'
import type { SchemaRole } from './schema-role.js'
import type { SchemaDefinition, SchemaIndex } from './schemas.js'

/** What is done with accounts: a body of `POST /auth/login` is no row, and a `LoginRequest` no table. */
const SIGNING =
  /^(?:log(?:in|out|on|off)|sign(?:in|up|out|on)|register|refresh|verify|(?:forgot|reset|change)password|password(?:reset|change))$/

/**
 * Resources whose rows clients make or change, by the key their entity would
 * have: `POST /loans`, `PUT /loans/{id}`, `PUT /profile`.
 */
export function writtenResources(operations: readonly OperationGroup[]): ReadonlySet<string> {
  const written = operations.filter(
    (operation) => ['POST', 'PUT', 'PATCH'].includes(operation.method) && isKept(operation, operations),
  )
  return new Set(
    written.flatMap(({ method, path }) => {
      const segments = segmentsOf(path)
      const last = segments.at(-1) ?? ''
      const name = parameterName(last) === null ? last : (segments.at(-2) ?? '')
      const onRow = parameterName(last) !== null
      const key = singular(fold(name))
      return parameterName(name) === null && (method !== 'POST' || !onRow) && !SIGNING.test(fold(name))
        ? [key]
        : []
    }),
  )
}

/**
 * Whether anything tells that what is sent is kept: it is created (201), answered, or read. `POST /me/onboarding` that
 * answers nothing but 200 does something else with its body.
 */
function isKept({ method, path, claims }: OperationGroup, operations: readonly OperationGroup[]): boolean {
  if (method !== 'POST') return true
  const success = candidatesOf(claims, 'success').map(({ value }) => value)
  const answers = candidatesOf(claims, 'response').filter(({ value }) => value.status < 300)
  const isSilent = ({ kind }: Shape): boolean => kind === 'empty' || kind === 'unknown'
  if (success.every((status) => status === 201) || answers.some(({ value }) => !isSilent(value.shape)))
    return true
  const key = pathKey(path)
  return operations.some((other) => other.method !== 'POST' && pathKey(other.path).startsWith(key))
}

/**
 * Whether a model is what somebody asks, and the answer to it is something else: `ChatRequest` with a `message` beside
 * `ChatResponse` with a `reply`. Ids that stand in both say nothing.
 */
function isOnlyAsked({ name, properties }: SchemaDefinition, answers: readonly SchemaDefinition[]): boolean {
  if (!/(?:request|input|query|payload)$/i.test(name) || answers.length === 0) return false
  const told = [...properties.keys()].filter((property) => !/_?id$/i.test(property))
  return told.every((property) => answers.every((answer) => !answer.properties.has(property)))
}

/**
 * Properties that the service works out instead of storing: counts, flags that
 * tell what the caller did (`POST …/favorite` → `favorited`), and tokens.
 */
function isComputed(
  name: string,
  definition: SchemaDefinition,
  operations: readonly OperationGroup[],
  schemas: SchemaIndex,
): boolean {
  const sent = schemas.all.some(
    ({ entity, role, properties }) =>
      entity === definition.entity && ['create', 'update', 'replace'].includes(role) && properties.has(name),
  )
  if (sent) return false
  const folded = fold(name)
  if (showsReferred(folded, definition, schemas)) return true
  if (folded.endsWith('count') || /^(?:access|refresh|id)?token$/.test(folded)) return true
  return operations.some(({ path }) => {
    const last = fold(segmentsOf(path).at(-1) ?? '')
    return last.length > 3 && (folded === `${last}d` || folded === `${last}ed` || folded === `${last}ing`)
  })
}

/**
 * Whether a property shows a property of the row to which another one refers: `depot_name` beside `depot_id`,
 * where a schema of a depot has a `name`.
 */
function showsReferred(folded: string, { properties }: SchemaDefinition, schemas: SchemaIndex): boolean {
  const references = [...properties.keys()].flatMap((name) => /^(.{1,60}?)_?id$/i.exec(name)?.[1] ?? [])
  return references.map(fold).some(
    (stem) =>
      folded.startsWith(stem) &&
      folded.length > stem.length &&
      // The reference itself shows the key, and is kept.
      folded !== `${stem}id` &&
      schemas.all.some(
        ({ entity, properties: others }) =>
          entity === singular(stem) &&
          [...others.keys()].map(fold).some((name) => name === folded.slice(stem.length)),
      ),
  )
}

/** The name of the column behind a property, as SQL and Python write names: `createdAt` is kept in `created_at`. */
function columnName(property: string): string {
  return words(property).join('_') || property
}

/** A property of a schema as a column: nothing on the wire tells keys and indexes, only values. */
export function columnClaims(
  entity: string,
  property: string,
  facts: readonly ValueFact[],
): readonly ClaimOf<'column'>[] {
  const field = columnName(property)
  return facts.flatMap((fact): readonly ClaimOf<'column'>[] =>
    fact.property === 'required' || fact.property === 'readOnly'
      ? []
      : [{ ...fact, subject: { kind: 'column', entity, field } }],
  )
}

/** Whether anything but sentences, which speak of columns that are described elsewhere, tells columns. */
export function isTable({ columns }: EntityGroup): boolean {
  return [...columns.values()].some((claims) => claims.some(({ reader }) => reader !== 'prose'))
}

/** `finishedAt?: Date` in a type of a row: the column may be empty. */
function nullableWhereOptional(fact: ValueFact): readonly ValueFact[] {
  return fact.property === 'required' && !fact.value
    ? [fact, { ...fact, property: 'nullable', value: true }]
    : [fact]
}

/**
 * Entities of resources that clients write to and that only schemas describe:
 * the model of the whole row gives the columns, request models those that no
 * response shows, such as a password.
 */
export function entitiesFromSchemas(
  known: readonly EntityGroup[],
  operations: readonly OperationGroup[],
  schemas: SchemaIndex,
): readonly EntityGroup[] {
  const described = new Set(known.filter(isTable).map(({ key }) => key))
  const made: EntityGroup[] = []
  const defined = (key: string, role: SchemaRole): readonly SchemaDefinition[] =>
    schemas.withRole(key, role).filter(({ illustrative }) => !illustrative)
  // `interface Loan { id: string }` is all that some documents say of a table.
  const illustrated = (key: string): SchemaDefinition | undefined =>
    schemas
      .withRole(key, 'base')
      .find(({ illustrative, properties }) => illustrative && properties.size > 1 && properties.has('id'))
  for (const key of writtenResources(operations)) {
    if (described.has(key)) continue
    const whole =
      defined(key, 'base').find(({ properties }) => properties.size > 0) ??
      defined(key, 'response').find(({ properties }) => properties.size > 1) ??
      illustrated(key)
    if (whole === undefined || isOnlyAsked(whole, defined(key, 'response'))) continue
    const columns = new Map<string, readonly ClaimOf<'column'>[]>()
    const models = [whole, ...defined(key, 'create').slice(0, 1)]
    for (const model of models) {
      for (const [property, facts] of model.properties) {
        if (isComputed(property, model, operations, schemas)) continue
        const at = columnKey(property)
        const stored = model.illustrative ? facts.flatMap(nullableWhereOptional) : facts
        for (const claim of columnClaims(key, property, stored)) {
          const before = columns.get(at)
          if (before === undefined) columns.set(at, [claim])
          else if (before[0]?.span.source === claim.span.source && model === whole)
            columns.set(at, [...before, claim])
        }
      }
    }
    const group = known.find((one) => one.key === key)
    for (const [at, claims] of group?.columns ?? []) {
      const before = columns.get(at)
      const said = claims.map((claim) => ({
        ...claim,
        subject: { ...claim.subject, field: columnName(claim.subject.field) },
      }))
      if (before !== undefined) columns.set(at, [...before, ...said])
    }
    made.push({
      key,
      names: [...(group?.names ?? []), ...(entityKey(whole.name) === key ? [whole.name] : [key])],
      claims: group?.claims ?? [],
      columns,
    })
  }
  return made
}
