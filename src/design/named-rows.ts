import type { Shape } from '../claims/shape.js'
import { entityKey, fold, singular, words } from './canonical-name.js'
import type { Entity } from './entity.js'

/** Keys under which lists put their rows. */
const ROWS = /^(?:items|results|rows|records|entries)$/i

/**
 * Rows that a response names without saying more, as a table of operations does: `{ packet }` holds a row of Packet,
 * `{ items }` of a list its rows.
 *
 * @param own the entity of the operation's path
 * @param list whether the operation reads a collection
 */
export function withNamedRows(
  shape: Shape | null,
  own: Entity | null,
  entities: readonly Entity[],
  list: boolean,
): Shape | null {
  if (shape?.kind !== 'object') return shape
  const fields = shape.fields.map((field) => {
    if (field.shape.kind !== 'unknown') return field
    const entity = entityOf(field.name, own, entities)
    if (entity !== null) return { ...field, shape: isPlural(field.name) ? rowsOf(entity) : rowOf(entity) }
    return own !== null && list && ROWS.test(field.name) ? { ...field, shape: rowsOf(own) } : field
  })
  return { ...shape, fields }
}

/** The entity that a key names: `user`, or `rule` where the path's rows are recurring rules. */
function entityOf(name: string, own: Entity | null, entities: readonly Entity[]): Entity | null {
  const key = singular(fold(name))
  const named = entities.find((each) => entityKey(each.name) === key)
  if (named !== undefined) return named
  const last = own === null ? null : words(own.name).at(-1)
  return last !== null && last !== undefined && singular(last) === key ? own : null
}

function isPlural(name: string): boolean {
  return singular(fold(name)) !== fold(name)
}

function rowOf(entity: Entity): Shape {
  return { kind: 'reference', name: entity.name }
}

function rowsOf(entity: Entity): Shape {
  return { kind: 'array', items: rowOf(entity) }
}
