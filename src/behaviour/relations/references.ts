import type { Shape } from '../../claims/shape.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { freeRules } from '../../design/value-rules.js'
import { primaryKey, referenceTo } from '../column.js'
import { entityOf, entityShown } from '../entity-of.js'
import { snakeCase } from '../naming.js'
import { shapeOf } from '../path.js'
import { referenceColumn } from '../../design/derived-column.js'
import { derived } from '../origins.js'
import { entityOfItem } from './path-entity.js'

/** Columns that clients see as a whole row of another entity refer to it: `author: {username, …}`. */
export function withEmbeddedReferences(draft: Draft): Draft {
  const shown = objectsByName(draft)
  return {
    ...draft,
    entities: draft.entities.map((entity) => {
      if (entity.managedElsewhere) return entity
      const fields = entity.fields.map((field) => {
        if (field.type !== 'object' || field.references !== null || field.properties !== null) return field
        const shape = shown.get(field.name)
        const target = shape === undefined ? null : entityShown(draft.entities, shape)
        const key = target === null ? null : primaryKey(target)
        if (target === null || target === entity || target.managedElsewhere || key === null) return field
        return referring(field, target, key)
      })
      return { ...entity, fields }
    }),
  }
}

function referring(field: Field, target: Entity, key: Field): Field {
  const why = `clients see a whole ${target.name} there`
  return {
    ...field,
    ...freeRules(key.type),
    maxLength: key.maxLength,
    nullable: field.nullable,
    index: true,
    references: `${target.name}.${key.name}`,
    onDelete: 'cascade',
    origins: { ...field.origins, references: derived(why) },
  }
}

/** The objects that responses hold, by the key under which they stand; the first of each name. */
function objectsByName(draft: Draft): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>()
  const visit = (shape: Shape, depth: number): void => {
    if (depth > 5) return
    if (shape.kind === 'array') visit(shape.items, depth + 1)
    if (shape.kind !== 'object') return
    for (const { name, shape: inner } of shape.fields) {
      if (inner.kind === 'object' && inner.fields.length > 0 && !found.has(name)) found.set(name, inner)
      visit(inner, depth + 1)
    }
  }
  for (const { responseShape } of draft.operations) if (responseShape !== null) visit(responseShape, 0)
  for (const { shape } of draft.schemas) visit(shape, 0)
  return found
}

/**
 * Rows that are made under a row of another entity refer to it, although no document shows the column:
 * `POST /articles/{slug}/comments`.
 */
export function withParents(draft: Draft): Draft {
  const added = new Map<Entity, Map<string, Field>>()
  for (const operation of draft.operations) {
    if (operation.method !== 'POST') continue
    const path = shapeOf(operation)
    const last = path.items.at(-1)
    const parentAt = path.items.length - 2
    if (last === undefined || last.parameter !== null || path.items[parentAt]?.parameter === null) continue
    const parent = parentAt < 0 ? null : entityOfItem(draft, path, parentAt)
    const child = entityOf(draft, operation, path)
    if (
      parent === null ||
      child === null ||
      child === parent ||
      child.managedElsewhere ||
      parent.managedElsewhere
    )
      continue
    const key = primaryKey(parent)
    if (key === null || !namesCollection(last.literal, child) || referenceTo(child, parent) !== null) continue
    const name = `${snakeCase(parent.name)}_id`
    const why = `${operation.id} makes it under a ${parent.name}`
    const known = added.get(child) ?? new Map<string, Field>()
    added.set(
      child,
      known.set(name, referenceColumn(name, { entity: parent.name, field: key }, why, { index: true })),
    )
  }
  if (added.size === 0) return draft
  return {
    ...draft,
    entities: draft.entities.map((entity) => ({
      ...entity,
      fields: [...entity.fields, ...(added.get(entity)?.values() ?? [])],
    })),
  }
}

/** Whether the last word of a path names the child itself: rows of it are made there. */
function namesCollection(word: string, { name }: Entity): boolean {
  const noun = word.toLowerCase().replace(/[^a-z]/g, '')
  return noun.endsWith('s') && name.toLowerCase().endsWith(noun.replace(/(?:ies|es|s)$/, '').slice(0, 12))
}
