import type { Shape } from '../../claims/shape.js'
import type { Entity } from '../../design/entity.js'
import { columnNamed } from '../column.js'

/**
 * The entity of which an object shows some columns: the only one that has all its texts (`Profile` with `username`, `bio` and `image`
 * shows a user). What a row cannot tell by itself, such as flags and counts, may stand beside them.
 */
export function faceOf(entities: readonly Entity[], shape: Shape): Entity | null {
  if (shape.kind !== 'object' || shape.fields.length === 0) return null
  const telling = shape.fields.filter(
    ({ shape: inner }) =>
      inner.kind === 'unknown' || (inner.kind === 'value' && (inner.facts.type ?? 'string') === 'string'),
  )
  if (telling.length < 2) return null
  const faces = entities.filter((entity) => telling.every(({ name }) => columnNamed(entity, name) !== null))
  return faces.length === 1 ? (faces[0] ?? null) : null
}
