import { entityKey, singular, fold, words } from './canonical-name.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import type { Entity } from './entity.js'

/** Literals of a path without `api` and versions. */
function literals(path: string): readonly string[] {
  return segmentsOf(path).filter(
    (segment) => parameterName(segment) === null && !/^(?:api|rest|v\d+)$/i.test(segment),
  )
}

/** The resource of an operation: module and tag, such as `loans`; `root` for `/`. */
export function resourceOf(path: string, entities: readonly Entity[]): string {
  const names = literals(path)
  const known = names.find((name) => entities.some((entity) => isNamed(entity, name)))
  return (known ?? names[0] ?? 'root').replace(/[^A-Za-z0-9]+/g, '_').toLowerCase()
}

function isNamed(entity: Entity, segment: string): boolean {
  const key = singular(fold(segment))
  return (
    entityKey(entity.name) === key ||
    (entity.table !== null && entityKey(entity.table) === key) ||
    entity.aliases?.includes(segment.toLowerCase()) === true
  )
}

/** The first segment of a path that is no version or prefix, in lower case; null without one. */
export function collectionOf(path: string): string | null {
  const names = literals(path)
  return names.length === 0 ? null : (names[0] ?? '').toLowerCase()
}

/** The entity that an operation reads or changes: the last one its path names. */
export function entityOfPath(path: string, entities: readonly Entity[]): Entity | null {
  const names = literals(path)
  const [last = '', parent = ''] = names.toReversed()
  const joined = entities.find(({ name }) => isJoined(name, parent, last))
  if (joined !== undefined && !entities.some((entity) => isNamed(entity, last))) return joined
  for (const name of names.toReversed()) {
    const found = entities.find((entity) => isNamed(entity, name))
    if (found !== undefined) return found
  }
  const noun = singular(fold(last))
  const endings = entities.filter(({ name }) => singular(words(name).at(-1) ?? '') === noun)
  return noun !== '' && endings.length === 1 ? (endings[0] ?? null) : null
}

/** Whether two segments name an entity together, in either order: `settings/notifications`, `users/me/preferences`. */
function isJoined(entity: string, parent: string, last: string): boolean {
  if (parent === '') return false
  const key = entityKey(entity)
  const [before, after] = [singular(fold(parent)), singular(fold(last))]
  return key === before + after || key === after + before || key === fold(last) + before
}

/**
 * The collections, by the keys of their entities, of which operations make or name single rows: `POST /stays` and
 * `/stays/{id}` keep stays.
 */
export function keptCollections(
  operations: readonly { readonly method: string; readonly path: string }[],
): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ method, path }) => {
      const segments = segmentsOf(path)
      return segments.flatMap((segment, index) => {
        const next = segments[index + 1]
        const named = next === undefined ? method === 'POST' : parameterName(next) !== null
        return parameterName(segment) === null && named ? [entityKey(segment)] : []
      })
    }),
  )
}
