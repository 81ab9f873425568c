import type { Draft, DraftOperation } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { pathKey } from '../../design/canonical-path.js'
import { derived } from '../../design/origin.js'
import { primaryKey } from '../column.js'
import { passwordColumn } from '../credentials/password.js'
import { entityOf, entityOfPath } from '../entity-of.js'
import { nounOf, singular, wordsOf } from '../naming.js'
import { shapeOf } from '../path.js'
import { isRows } from '../response/rows-key.js'

/** Plurals that name one thing. */
const ONE_THING: ReadonlySet<string> = new Set(
  'setting preference pref option configuration statistic stat detail'.split(' '),
)

const soleRows = new WeakMap<Draft, ReadonlyMap<string, Entity>>()

/**
 * The entity of which an operation works on the caller's only row: `/users/me/preferences`, `GET /profile` where a user
 * has one. The path names no row, and the rows have an owner. Null for any other operation.
 */
export function soleRowOf(draft: Draft, operation: DraftOperation): Entity | null {
  const known = soleRows.get(draft) ?? new Map(soleOperations(draft))
  soleRows.set(draft, known)
  return known.get(operation.id) ?? null
}

/** The draft in which the owner of a row that every caller has once is unique. */
export function withSoleRows(draft: Draft): Draft {
  const sole = new Set([...soleOperations(draft)].map(([, entity]) => entity))
  if (sole.size === 0) return draft
  const why = 'a path names the only row of its owner'
  return {
    ...draft,
    entities: draft.entities.map((entity) => {
      if (!sole.has(entity) || isSole(entity)) return entity
      const unique = (field: Field): Field => ({
        ...field,
        unique: true,
        origins: { ...field.origins, unique: derived(why) },
      })
      return {
        ...entity,
        fields: entity.fields.map((field) => (field.name === entity.owner ? unique(field) : field)),
      }
    }),
  }
}

/** Whether the table itself holds one row of each owner at most. */
function isSole({ owner, fields, indexes }: Entity): boolean {
  return (
    fields.some(({ name, unique, primaryKey: key }) => name === owner && (unique || key)) ||
    indexes.some(
      (index) =>
        index.unique &&
        (index.where ?? []).length === 0 &&
        index.fields.length === 1 &&
        index.fields[0] === owner,
    )
  )
}

function* soleOperations(draft: Draft): Iterable<readonly [string, Entity]> {
  const paths = new Map<string, DraftOperation[]>()
  for (const operation of draft.operations) {
    const key = pathKey(operation.path)
    paths.set(key, [...(paths.get(key) ?? []), operation])
  }
  for (const [key, operations] of paths) {
    const [first] = operations
    if (first === undefined || hasItems(draft, key)) continue
    const entity = soleEntity(draft, operations)
    if (entity === null) continue
    for (const operation of operations) yield [operation.id, entity]
  }
}

/** Whether a path goes on with the key of a row. */
function hasItems(draft: Draft, key: string): boolean {
  return draft.operations.some(({ path }) => {
    const other = pathKey(path)
    return other.startsWith(`${key}/{`)
  })
}

/** The entity of which the operations of one path work on the only row of the caller. */
function soleEntity(draft: Draft, operations: readonly DraftOperation[]): Entity | null {
  const told = operations.filter(({ method }) => method !== 'DELETE')
  const entities = new Set(told.flatMap((operation) => ownEntity(draft, operation) ?? []))
  const [entity, ...others] = entities
  if (entity === undefined || others.length > 0) return null
  const shapes = operations.filter(({ method }) => method === 'GET').map(({ responseShape }) => responseShape)
  if (shapes.some((shape) => shape?.kind === 'array' || (shape?.kind === 'object' && isRows(shape))))
    return null
  const one = namesOne(operations)
  const object = shapes.some((shape) => shape?.kind === 'object' && shape.fields.length > 0)
  const changed = operations.some(({ method }) => method === 'PUT' || method === 'PATCH')
  const made = operations.some(({ method }) => method === 'POST')
  const removed = operations.some(({ method }) => method === 'DELETE')
  if (isSole(entity)) return one || object || (changed && !made) ? entity : null
  if (one) return changed || removed ? entity : null
  return object && changed && !made ? entity : null
}

/** The entity with an owner that the last word of a path, an answer or a body speaks of; none that an earlier word does. */
function ownEntity(draft: Draft, operation: DraftOperation): Entity | null {
  const { access } = operation
  if (access === 'public' || access === 'optional') return null
  const path = shapeOf(operation)
  if (path.items.length === 0 || path.items.some(({ parameter }) => parameter !== null)) return null
  const entity = entityOf(draft, operation, path)
  if (entity === null || entity.managedElsewhere || entity.owner === null) return null
  if (passwordColumn(entity) !== null || (primaryKey(entity)?.name !== entity.owner && isOfAccounts(entity)))
    return null
  const earlier = path.items
    .slice(0, -1)
    .some((_, index) => entityOfPath(draft.entities, path, index - path.items.length) === entity)
  return earlier && entityOfPath(draft.entities, path) !== entity ? null : entity
}

function isOfAccounts({ name }: Entity): boolean {
  return /^(?:user|account)$/.test(nounOf(name))
}

/** Whether the last word of a path is a singular, or a plural that names one thing. */
function namesOne([first]: readonly DraftOperation[]): boolean {
  const literal = first === undefined ? '' : (shapeOf(first).items.at(-1)?.literal ?? '')
  const last = wordsOf(literal).at(-1) ?? ''
  if (
    last === '' ||
    /^(?:me|my|mine|own|current|active|latest|last|next|today|open|running|list|all|bulk|batch)$/.test(last)
  )
    return false
  return singular(last) === last || ONE_THING.has(singular(last))
}
