import type { Shape } from '../../claims/shape.js'
import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { showsRow } from './view.js'

/**
 * How other operations show a row of this entity, for one whose own response
 * is not described: the first whole row in a success response, else null.
 */
export function documentedRow(draft: Draft, entity: Entity): Shape | null {
  for (const operation of draft.operations) {
    const found = operation.responseShape === null ? null : rowIn(entity, operation.responseShape, 3)
    if (found !== null) return found
  }
  return null
}

function rowIn(entity: Entity, shape: Shape, depth: number): Shape | null {
  if (depth === 0) return null
  if (shape.kind === 'array') return rowIn(entity, shape.items, depth - 1)
  if (shape.kind !== 'object') return null
  if (showsRow(entity, shape) && shape.fields.some((field) => field.name === 'id' || shape.fields.length > 3))
    return shape
  for (const field of shape.fields) {
    const inner = rowIn(entity, field.shape, depth - 1)
    if (inner !== null) return inner
  }
  return null
}
