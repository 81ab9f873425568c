import type { Shape } from '../../claims/shape.js'
import type { Entity } from '../../design/entity.js'
import type { Paging, Sort } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { fieldOf, primaryKey } from '../column.js'

/** Keys of an answer that tell where the next page begins. */
export const NEXT = /^(?:next_?cursor|next_?page_?token|end_?cursor|next)$/i

/** Types whose values a cursor can carry unchanged. */
const CARRIED: ReadonlySet<string> = new Set(['datetime', 'date', 'integer', 'string', 'enum', 'uuid'])

/** Why a list cannot be cut by a cursor; null when it can, or is not to be. */
export function cursorTrouble(
  { operation }: Candidate,
  entity: Entity,
  paging: Paging | null,
  sort: Sort | null,
): string | null {
  if (paging?.style !== 'cursor') return null
  const { responseShape } = operation
  if (responseShape === null || !namesNext(responseShape, 3))
    return 'nothing in its answer tells where the next page begins'
  if (sort !== null && (sort.fieldParameter !== null || sort.directionParameter !== null))
    return 'a cursor through a list whose order clients choose cannot be built yet'
  if ((sort?.ranks ?? []).length > 0)
    return 'a cursor through an order of words by their rank cannot be built yet'
  if ((sort?.further ?? []).length > 0)
    return 'a cursor through an order by several columns cannot be built yet'
  const key = primaryKey(entity)
  const column = sort === null ? key : fieldOf(entity, sort.defaultField)
  if (key === null || column === null || column.nullable || !CARRIED.has(column.type))
    return `no cursor can carry the order of ${entity.name}`
  const size = operation.query.find(({ name }) => name === paging.sizeParameter)
  return size === undefined || (!size.required && size.default === null)
    ? 'nothing says how many rows a page has when no size is sent'
    : null
}

function namesNext(shape: Shape, depth: number): boolean {
  return (
    shape.kind === 'object' &&
    depth > 0 &&
    shape.fields.some((field) => NEXT.test(field.name) || namesNext(field.shape, depth - 1))
  )
}
