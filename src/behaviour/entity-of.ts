import type { Shape } from '../claims/shape.js'
import type { Draft, DraftOperation } from '../design/draft.js'
import type { Entity } from '../design/entity.js'
import { referenceTo } from './column.js'
import { faceOf } from './relations/face.js'
import { keyOf, nounOf, pluralSnakeCase, wordsOf } from './naming.js'
import type { PathShape } from './path.js'

/** Words that tell a schema's part, not its entity: `TaskCreate`, `TaskListResponse`. */
const PARTS: ReadonlySet<string> = new Set(
  'create update patch replace read response public out in input base list detail details request body dto model schema payload data page paginated envelope item items single multiple new full summary view result'.split(
    ' ',
  ),
)

/** Entities by what names them: the first of each name, class names before tables. */
interface EntityIndex {
  readonly nouns: ReadonlyMap<string, { readonly entity: Entity; readonly position: number }>
  readonly plurals: ReadonlyMap<string, { readonly entity: Entity; readonly position: number }>
  readonly tables: ReadonlyMap<string, Entity>
}

const indexes = new WeakMap<readonly Entity[], EntityIndex>()

function entityIndexOf(entities: readonly Entity[]): EntityIndex {
  const known = indexes.get(entities)
  if (known !== undefined) return known
  // From the last to the first, so that the first of a name stays.
  const reversed = entities
    .map((entity, position) => ({ entity, position }))
    .filter(({ entity }) => !isDerived(entity))
    .toReversed()
  const made: EntityIndex = {
    nouns: new Map(reversed.map((one) => [nounOf(one.entity.name), one])),
    plurals: new Map(reversed.map((one) => [keyOf(pluralSnakeCase(one.entity.name)), one])),
    tables: new Map(
      reversed.flatMap(({ entity }) =>
        [...(entity.aliases ?? []), ...(entity.table === null ? [] : [entity.table])].map(
          (name) => [nounOf(name), entity] as const,
        ),
      ),
    ),
  }
  indexes.set(entities, made)
  return made
}

/** Whether a table follows from what operations do; no document speaks of it by a name. */
function isDerived({ origins }: Entity): boolean {
  const exists = origins['exists'] ?? []
  return exists.length > 0 && exists.every(({ kind }) => kind === 'derived')
}

/** The entity that a noun names, by class name or table. */
export function entityNamed(entities: readonly Entity[], noun: string): Entity | null {
  const key = nounOf(noun)
  if (key === '') return null
  const { nouns, plurals, tables } = entityIndexOf(entities)
  const one = nouns.get(key)
  const many = plurals.get(keyOf(noun))
  const first = many === undefined || (one !== undefined && one.position < many.position) ? one : many
  return first?.entity ?? tables.get(key) ?? null
}

/** The entity whose schema this is: `LoanCreate`, `LoansPage`, `UpdateLoanRequest` → `Loan`. */
function entityOfSchema(entities: readonly Entity[], schema: string): Entity | null {
  const whole = entityNamed(entities, schema)
  if (whole !== null) return whole
  const words = wordsOf(schema).slice(0, 12)
  const lead = words.findIndex((word) => !PARTS.has(word))
  const tail = words.findLastIndex((word) => !PARTS.has(word))
  const first = lead < 0 ? words.length - 1 : lead
  for (let start = 0; start <= first; start += 1)
    for (let end = words.length; end > Math.max(start, tail); end -= 1) {
      const entity = entityNamed(entities, words.slice(start, end).join('_'))
      if (entity !== null) return entity
    }
  return null
}

/** The entity of which an object shows columns: by the name of its schema, else by its texts. */
export function entityShown(entities: readonly Entity[], shape: Shape): Entity | null {
  const named = shape.kind === 'object' && shape.name !== null ? entityOfSchema(entities, shape.name) : null
  return named ?? faceOf(entities, shape)
}

/** The entity of a response shape: of its name, of its elements, or of a key that holds one. */
export function entityOfShape(entities: readonly Entity[], shape: Shape | null): Entity | null {
  if (shape === null) return null
  if (shape.kind === 'reference') return entityOfSchema(entities, shape.name)
  if (shape.kind === 'array') return entityOfShape(entities, shape.items)
  if (shape.kind !== 'object') return null
  const named = shape.name === null ? null : entityOfSchema(entities, shape.name)
  if (named !== null) return named
  const face = faceOf(entities, shape)
  if (face !== null && shape.fields.length > 3) return face
  for (const field of shape.fields) {
    if (field.shape.kind === 'value') continue
    const inner = entityOfShape(entities, field.shape) ?? entityNamed(entities, field.name)
    if (inner !== null) return inner
  }
  return face
}

/** The entity that the last segment of a path names, with its parent's name if need be. */
export function entityOfPath(entities: readonly Entity[], path: PathShape, at = -1): Entity | null {
  const item = path.items.at(at)
  if (item === undefined) return null
  const direct = entityNamed(entities, item.literal)
  if (direct !== null) return tiedTo(entities, path, at, direct) ?? direct
  const parent = path.items.length + at < 1 ? undefined : path.items.at(at - 1)
  const noun = nounOf(item.literal)
  const documented = entities.filter((entity) => !isDerived(entity))
  const joined =
    parent === undefined
      ? undefined
      : (documented.find((entity) => nounOf(entity.name) === nounOf(parent.literal) + noun) ??
        // `settings/notifications` are `NotificationSettings`.
        // A part of one row is none: `tasks/{id}/complete` is no `CompleteTask`.
        documented.find(
          (entity) => parent.parameter === null && nounOf(entity.name) === noun + nounOf(parent.literal),
        ))
  if (joined !== undefined) return joined
  // `/import/status` asks for no row of `ToolStatus`.
  const endings = /^(?:status|state|type|info|setting|config)$/.test(noun)
    ? []
    : documented.filter((entity) => noun !== '' && nounOf(wordsOf(entity.name).at(-1) ?? '') === noun)
  return endings.length === 1 ? (endings[0] ?? null) : null
}

/**
 * The rows between two entities that a path means where those it names have nothing to do with the parent:
 * `/shelves/{id}/books` with a `ShelfBook` or `KeptBook` that refers to the shelf, when a `Book` does not.
 */
function tiedTo(entities: readonly Entity[], path: PathShape, at: number, direct: Entity): Entity | null {
  const parentItem = path.items.length + at < 1 ? undefined : path.items.at(at - 1)
  if (parentItem === undefined || parentItem.parameter === null) return null
  const parent = entityNamed(entities, parentItem.literal)
  if (parent === null || parent === direct || referenceTo(direct, parent) !== null) return null
  const last = nounOf(direct.name)
  const between = entities.filter(
    (entity) =>
      entity !== direct &&
      !isDerived(entity) &&
      nounOf(entity.name).endsWith(last) &&
      referenceTo(entity, parent) !== null &&
      referenceTo(entity, direct) !== null,
  )
  return between.length === 1 ? (between[0] ?? null) : null
}

/**
 * The entity an operation works on: what the last segment names, else what the
 * response or the body is a schema of, else what an earlier segment or the tag names.
 */
export function entityOf(draft: Draft, operation: DraftOperation, path: PathShape): Entity | null {
  const { entities } = draft
  const last = entityOfPath(entities, path)
  if (last !== null) return last
  const response = entityOfShape(entities, operation.responseShape)
  if (response !== null) return response
  const body = operation.facts.bodySchema
  const bodyEntity = body === undefined ? null : entityOfSchema(entities, body)
  if (bodyEntity !== null) return bodyEntity
  for (let at = -2; path.items.length + at >= 0; at -= 1) {
    const earlier = entityOfPath(entities, path, at)
    if (earlier !== null) return earlier
  }
  return entityNamed(entities, operation.resource)
}
