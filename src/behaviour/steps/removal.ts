import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Assignment } from '../../design/step.js'
import { shapeOf } from '../path.js'
import { entityOf } from '../entity-of.js'

/** How a row is marked as removed, and the value by which it is seen to be there. */
export interface RemovalMark {
  readonly set: Assignment
  readonly present: Expression
}

/** Whether a column has no other purpose than to mark a row as removed. */
function isMark({ name, type, nullable }: Field): boolean {
  return (
    (type === 'datetime' && nullable && /^deleted_?(?:at|on)$/i.test(name)) ||
    (type === 'boolean' && /^is_?deleted$/i.test(name))
  )
}

/**
 * The mark of an entity whose rows are removed softly: `deleted_at`,
 * `is_deleted`, `is_active`. Null when no operation removes them so, or no
 * column can say it. Marked rows are absent for every operation.
 */
export function removalMark(draft: Draft, entity: Entity): RemovalMark | null {
  const removals = draft.operations.filter(
    (operation) => operation.method === 'DELETE' && entityOf(draft, operation, shapeOf(operation)) === entity,
  )
  const soft = removals.some(({ facts }) => facts.deletion === 'soft')
  // A column that tells when a row was removed is there for rows that stay.
  const told = removals.length > 0 && removals.every(({ facts }) => facts.deletion !== 'hard')
  if (!soft && !(told && entity.fields.some(isMark))) return null
  const time = entity.fields.find(
    (field) =>
      field.type === 'datetime' && field.nullable && /^(?:deleted|removed|archived)/i.test(field.name),
  )
  if (time !== undefined)
    return {
      set: { field: time.name, value: { kind: 'now' }, whenBody: null },
      present: { kind: 'constant', value: null },
    }
  const flag = entity.fields.find(
    (field) => field.type === 'boolean' && /^(?:is_?)?(?:deleted|removed|active)$/i.test(field.name),
  )
  if (flag === undefined) return null
  const removed = !/active$/i.test(flag.name)
  return {
    set: { field: flag.name, value: { kind: 'constant', value: removed }, whenBody: null },
    present: { kind: 'constant', value: !removed },
  }
}
