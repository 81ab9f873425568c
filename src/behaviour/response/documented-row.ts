import type { Shape } from '../../claims/shape.js'
import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { columnNamed } from '../column.js'
import { showsRow } from './view.js'

/**
 * How other operations show a row of this entity, for one whose own response
 * is not described: of the rows in success responses the one with the most of
 * its columns and the fewest other fields, the first of equals; null without any.
 */
export function documentedRow(draft: Draft, entity: Entity): Shape | null {
  let best: Shape | null = null
  let most = 0
  for (const { responseShape } of draft.operations) {
    for (const row of responseShape === null ? [] : rowsIn(entity, responseShape, 3)) {
      const columns = row.fields.filter(({ name }) => columnNamed(entity, name) !== null).length
      const worth = 2 * columns - row.fields.length
      if (best === null || worth > most) [best, most] = [row, worth]
    }
  }
  return best
}

type ObjectShape = Extract<Shape, { readonly kind: 'object' }>

function rowsIn(entity: Entity, shape: Shape, depth: number): readonly ObjectShape[] {
  if (depth === 0) return []
  if (shape.kind === 'array') return rowsIn(entity, shape.items, depth - 1)
  if (shape.kind !== 'object') return []
  const isWhole = shape.fields.some(({ name }) => name === 'id') || shape.fields.length > 3
  if (showsRow(entity, shape) && isWhole) return [shape]
  return shape.fields.flatMap((field) => rowsIn(entity, field.shape, depth - 1))
}
