import type { Draft, DraftOperation } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { fieldOf, primaryKey, referenceTo } from '../column.js'
import { entityNamed, entityOf, entityOfShape } from '../entity-of.js'
import { plural, nounOf, snakeCase } from '../naming.js'
import { shapeOf } from '../path.js'
import { referenceColumn } from '../../design/derived-column.js'
import { derived } from '../origins.js'
import { childOfKeys } from './key-lists.js'
import { linkBetween } from './link-between.js'
import type { Link } from './named-rows.js'
import { entityOfItem } from './path-entity.js'

/** Two rows that a path names, and the table that ties them: `/lists/{id}/tags/{tag_id}`. */
export interface Pair {
  readonly parent: Entity
  /** Position of the parent in the items of the path. */
  readonly parentIndex: number
  readonly child: Entity
  readonly link: Link
}

/** The two entities of a path, whatever ties them. */
interface Ends {
  readonly parent: Entity
  readonly parentIndex: number
  readonly child: Entity
}

/** The entities of `/lists/{id}/tags/{tag_id}`, or of `/lists/{id}/tags`, where a tag does not belong to one list. */
function endsOf(draft: Draft, operation: DraftOperation, single: boolean): Ends | null {
  const path = shapeOf(operation)
  const parentIndex = path.items.length - 2
  const last = path.items.at(-1)
  if (last === undefined || parentIndex !== 0 || (last.parameter !== null) !== single) return null
  if (path.items[parentIndex]?.parameter === null) return null
  const parent = entityOfItem(draft, path, parentIndex)
  const child = entityNamed(draft.entities, last.literal)
  if (parent === null || child === null || parent === child) return null
  if (parent.managedElsewhere || child.managedElsewhere || referenceTo(child, parent) !== null) return null
  return { parent, parentIndex, child }
}

/** What an operation on a path of two rows ties or unties: `POST` or `PUT` without a body, or `DELETE`. Null for others. */
export function pairOf(draft: Draft, operation: DraftOperation): Pair | null {
  const ties = (operation.method === 'POST' || operation.method === 'PUT') && operation.body.length === 0
  if (!ties && operation.method !== 'DELETE') return null
  const ends = endsOf(draft, operation, true)
  const link = ends === null ? null : linkBetween(draft, ends.parent, ends.child)
  return ends === null || link === null ? null : { ...ends, link }
}

/** What a list shows of the rows that are tied to one: `GET /lists/{id}/tags`. */
export function tiedRowsOf(draft: Draft, operation: DraftOperation): Pair | null {
  if (operation.method !== 'GET') return null
  const ends = endsOf(draft, operation, false)
  const link = ends === null ? null : linkBetween(draft, ends.parent, ends.child)
  if (ends === null || link === null) return null
  const shown = entityOfShape(draft.entities, operation.responseShape)
  return shown === null || shown === ends.child ? { ...ends, link } : null
}

/** The entity that the answer of such an operation shows; null for other operations. */
export function shownOfPair(draft: Draft, operation: DraftOperation): Entity | null {
  const listed = tiedRowsOf(draft, operation)
  if (listed !== null) return listed.child
  const pair = pairOf(draft, operation)
  if (pair === null) return null
  const shown = entityOfShape(draft.entities, operation.responseShape)
  return shown === pair.child ? pair.child : pair.parent
}

/** Tables for pairs of rows that operations tie and untie, and that no document describes. */
export function withPairs(draft: Draft): Draft {
  let made = draft
  for (const operation of draft.operations)
    for (const ends of endsOfBody(made, operation)) made = withTable(made, ends, operation.id)
  for (const operation of draft.operations) {
    if (operation.method !== 'DELETE') continue
    const ties = draft.operations.some(
      ({ method, path, body }) =>
        path === operation.path && (method === 'POST' || method === 'PUT') && body.length === 0,
    )
    const ends = ties ? endsOf(made, operation, true) : null
    if (ends !== null) made = withTable(made, ends, operation.id)
  }
  return made
}

/** The draft with a table that ties two entities once: the one there is, else a new one. */
function withTable(draft: Draft, ends: Pick<Ends, 'parent' | 'child'>, id: string): Draft {
  const known = linkBetween(draft, ends.parent, ends.child)
  return {
    ...draft,
    entities:
      known === null
        ? [...draft.entities, tableOf(draft, ends, id)]
        : draft.entities.map((entity) => (entity === known.entity ? once(known) : entity)),
  }
}

/** The entities that a body ties: `POST /pieces` with `theme_ids`, where a piece has no such column. */
function endsOfBody(draft: Draft, operation: DraftOperation): readonly Pick<Ends, 'parent' | 'child'>[] {
  const parent = entityOf(draft, operation, shapeOf(operation))
  if (parent === null || parent.managedElsewhere || operation.method === 'GET') return []
  return operation.body.flatMap((field) => {
    const child = field.type === 'array' ? childOfKeys(draft, field.name) : null
    const kept = fieldOf(parent, field.name) !== null || operation.path.includes('bulk')
    return child === null || child === parent || kept || referenceTo(child, parent) !== null
      ? []
      : [{ parent, child }]
  })
}

/** A table whose key is both ends, and that goes with either. */
function tableOf({ entities }: Draft, { parent, child }: Pick<Ends, 'parent' | 'child'>, id: string): Entity {
  const why = `${id} ties a ${child.name} to a ${parent.name} or unties them, and no document names a table for it`
  const plain = `${parent.name}${child.name}`
  const fields = [parent, child].flatMap((entity) => {
    const field = primaryKey(entity)
    const name = `${snakeCase(entity.name)}_id`
    return field === null
      ? []
      : [referenceColumn(name, { entity: entity.name, field }, why, { primaryKey: true })]
  })
  return {
    name: entities.some(({ name }) => name === plain) ? `${plain}Tie` : plain,
    table: null,
    description: `Which ${plural(nounOf(child.name))} belong to which ${plural(nounOf(parent.name))}.`,
    managedElsewhere: false,
    owner: null,
    fields,
    indexes: [],
    origins: { exists: derived(why) },
  }
}

/** The table with a key over both ends, so that two rows are tied once. */
function once({ entity, ends }: Link): Entity {
  const both = ends.map(({ column }) => column.name)
  const unique =
    ends.every(({ column }) => column.primaryKey) ||
    entity.indexes.some((index) => index.unique && both.every((name) => index.fields.includes(name)))
  if (unique) return entity
  const name = `uq_${snakeCase(entity.name)}_${both.join('_')}`
  return {
    ...entity,
    indexes: [...entity.indexes, { name, fields: both, unique: true, descending: false, where: [] }],
  }
}
