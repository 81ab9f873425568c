import type { Entity, Field } from '../design/entity.js'
import { keyOf, wordsOf } from './naming.js'
import { referenceParts } from '../design/reference-parts.js'

/**
 * The column that a name on the wire speaks of: the same name in any notation,
 * else a flag with or without `is`/`has` (`completed` ↔ `is_completed`).
 */
export function columnNamed(entity: Entity, name: string): Field | null {
  const key = keyOf(name)
  const exact = entity.fields.find((field) => field.name === name)
  if (exact !== undefined) return exact
  const same = entity.fields.filter((field) => keyOf(field.name) === key)
  if (same.length > 0) return same[0] ?? null
  const flag = withoutAuxiliary(name)
  const flags = entity.fields.filter(
    (field) => field.type === 'boolean' && withoutAuxiliary(field.name) === flag,
  )
  if (flags.length === 1) return flags[0] ?? null
  return key === keyOf(`${entity.name}_id`) ? primaryKey(entity) : null
}

/** The single primary key; null when there is none or several columns make it. */
export function primaryKey(entity: Entity): Field | null {
  const keys = entity.fields.filter((field) => field.primaryKey)
  if (keys.length === 1) return keys[0] ?? null
  return keys.length === 0 ? (entity.fields.find((field) => field.name === 'id') ?? null) : null
}

/** The name of an entity's key, `id` where no document names one: the table gets it then. */
export function keyName(entity: Entity): string {
  return primaryKey(entity)?.name ?? 'id'
}

/** The column with exactly this name. */
export function fieldOf(entity: Entity, name: string): Field | null {
  return entity.fields.find((field) => field.name === name) ?? null
}

/** A flag's name without `is`, `has` or `was`. */
function withoutAuxiliary(name: string): string {
  const words = wordsOf(name)
  return (/^(?:is|has|was)$/.test(words[0] ?? '') ? words.slice(1) : words).join('')
}

/**
 * The column of `child` that refers to `parent`: by a foreign key, or named
 * after it (`customer_id`).
 */
export function referenceTo(child: Entity, parent: Entity): Field | null {
  const targets = new Set([parent.table, parent.name].filter((name) => name !== null).map(keyOf))
  return (
    child.fields.find(
      (field) => field.references !== null && targets.has(keyOf(referenceParts(field.references).table)),
    ) ??
    child.fields.find((field) => keyOf(field.name) === keyOf(`${parent.name}_id`)) ??
    null
  )
}
