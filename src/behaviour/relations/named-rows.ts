import type { Draft } from '../../design/draft.js'
import type { Collection, Entity, Field, TableIndex } from '../../design/entity.js'
import { fieldOf } from '../column.js'
import { keyOf, snakeCase } from '../naming.js'
import { referredBy } from '../referred.js'
import { elementWord } from './collections.js'

/** Columns by which people name a row. */
const NAME = /^(?:name|label|title|text|tag)$/i

/** What a table that only links two others holds of each. */
export interface Link {
  readonly entity: Entity
  readonly ends: readonly [LinkEnd, LinkEnd]
}

interface LinkEnd {
  readonly column: Field
  readonly entity: Entity
  readonly key: Field
}

/**
 * Tables that documents give for lists of names: where `TaskTag` links a `Task` to a `Tag` that has a `name`, and bodies or
 * responses have `tags` as texts, the list of a task names rows of `Tag`. The names become unique, for each user
 * where the rows have one: a name means one row.
 */
export function withNamedRows(draft: Draft): Draft {
  const entities = new Map(draft.entities.map((entity) => [entity.name, entity]))
  for (const link of draft.entities.flatMap((entity) => linkOf(draft, entity) ?? [])) {
    const [left, right] = link.ends
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      const column = nameColumn(to.entity)
      const list = column === null ? null : listOf(draft, from.entity, to.entity)
      const holder = entities.get(from.entity.name)
      const named = entities.get(to.entity.name)
      if (column === null || list === null || holder === undefined || named === undefined) continue
      const collection: Collection = {
        name: list,
        entity: link.entity.name,
        field: from.column.name,
        target: from.key.name,
        column: column.name,
        position: null,
        through: { field: to.column.name, entity: named.name, target: to.key.name, owner: named.owner },
        described: null,
      }
      entities.set(holder.name, { ...holder, collections: [...(holder.collections ?? []), collection] })
      entities.set(named.name, withUniqueName(named, column))
    }
  }
  return { ...draft, entities: [...entities.values()] }
}

/** The two rows that a table links, when it holds nothing else that must be given. */
export function linkOf(draft: Draft, entity: Entity): Link | null {
  if (entity.managedElsewhere) return null
  const ends = entity.fields.flatMap((column): readonly LinkEnd[] => {
    const found = column.name === entity.owner ? null : referredBy(draft.entities, column)
    return found === null || found.entity.managedElsewhere || found.entity === entity
      ? []
      : [{ column, entity: found.entity, key: found.key }]
  })
  const [left, right, ...more] = ends
  if (left === undefined || right === undefined || more.length > 0 || left.entity === right.entity)
    return null
  const rest = entity.fields.filter((field) => ends.every(({ column }) => column !== field))
  const given = rest.every(
    (field) =>
      field.nullable ||
      field.default !== null ||
      field.generated !== null ||
      field.touched ||
      (field.primaryKey && field.name === 'id'),
  )
  return given ? { entity, ends: [left, right] } : null
}

/** The text by which rows are named, when nothing but it, the owner and what the database gives makes a row. */
function nameColumn(entity: Entity): Field | null {
  const column = entity.fields.find(
    ({ name, type, nullable }) => NAME.test(name) && type === 'string' && !nullable,
  )
  if (column === undefined) return null
  const made = entity.fields.every(
    (field) =>
      field === column ||
      field.name === entity.owner ||
      field.nullable ||
      field.default !== null ||
      field.generated !== null ||
      (field.primaryKey && field.type !== 'string'),
  )
  return made ? column : null
}

/** The name under which bodies or responses hold texts that name rows of `named`. */
function listOf(draft: Draft, holder: Entity, named: Entity): string | null {
  const word = keyOf(snakeCase(named.name))
  const own = keyOf(`${holder.name}_${named.name}`)
  const means = (name: string): boolean =>
    keyOf(elementWord(name)) === word ||
    keyOf(`${holder.name}_${elementWord(name)}`) === word ||
    keyOf(elementWord(name)) === own
  for (const operation of draft.operations) {
    const sent = operation.body.find(
      ({ name, type, items }) =>
        type === 'array' && (items === null || items.type === 'string') && means(name),
    )
    if (sent !== undefined && fieldOf(holder, sent.name) === null) return sent.name
  }
  return null
}

function withUniqueName(entity: Entity, column: Field): Entity {
  const fields = entity.owner === null ? [column.name] : [entity.owner, column.name]
  const same = (index: TableIndex): boolean =>
    index.unique &&
    index.fields.length === fields.length &&
    fields.every((name) => index.fields.includes(name))
  if (entity.indexes.some(same) || (entity.owner === null && column.unique)) return entity
  const name = `uq_${snakeCase(entity.name)}_${fields.join('_')}`
  return {
    ...entity,
    indexes: [...entity.indexes, { name, fields, unique: true, descending: false, where: [] }],
  }
}
