import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import { keyListOf } from '../relations/key-lists.js'
import { collectionOfBody } from './collect.js'

/** Why many rows of an entity cannot be made by one request yet; null where they can. */
export function manyTrouble(draft: Draft, entity: Entity, fields: readonly BodyField[]): string | null {
  const unique =
    entity.indexes.some((index) => index.unique) ||
    entity.fields.some((field) => field.unique && !field.primaryKey)
  if (unique)
    return `many rows at once may meet a uniqueness of ${entity.name}, which cannot be told apart yet`
  if ((entity.rowRules ?? []).length > 0)
    return `values of one ${entity.name} must fit each other, which is not checked for many rows yet`
  const tied = fields.find(
    (field) => collectionOfBody(entity, field) !== null || keyListOf(draft, entity, field) !== null,
  )
  return tied === undefined ? null : `"${tied.name}" ties rows to others`
}
