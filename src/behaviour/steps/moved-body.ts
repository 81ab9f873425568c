import type { Entity, Field } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { Assignment } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { StateMove } from './states.js'
import { columnOfBody } from './values.js'
import { unfit } from './unfit.js'

/**
 * What the body of a move puts into the row beside its state: `{"cancel_reason": …}`, or `{"reason": …}` where one
 * column of the row is a reason of that move.
 *
 * @param stamps the moments that the move itself sets
 * @returns the values; why there are none where a field is no plain column that only this move writes
 */
export function movedBody(
  { operation }: Candidate,
  entity: Entity,
  { column: state, to }: StateMove,
  stamps: readonly Field[],
): Built<readonly Assignment[]> {
  const values: Assignment[] = []
  for (const field of operation.body) {
    const column = columnOfBody(entity, field) ?? columnOfMove(entity, field, to)
    const isSettled = column === state || column === null || stamps.includes(column)
    if (isSettled || column.references !== null || column.unique || column.primaryKey)
      return unbuilt(
        `nothing says what becomes of the body field "${field.name}" beside the state of ${entity.name}`,
      )
    const why = unfit(entity, field, column)
    if (why !== null) return unbuilt(why)
    const value = { kind: 'body', field: field.name } as const
    values.push({ field: column.name, value, whenBody: field.required ? null : field.name })
  }
  return built(values)
}

/** `cancellation_reason` for the field `reason` of a move to `cancelled`; null unless one column is meant. */
function columnOfMove(entity: Entity, { name }: BodyField, to: string): Field | null {
  const stem = keyOf(to).replace(/(?:l?l?ed|d)$/, '')
  const [only, ...more] = entity.fields.filter((column) => {
    const key = keyOf(column.name)
    return stem.length > 2 && key.startsWith(stem) && key.endsWith(keyOf(name))
  })
  return only === undefined || more.length > 0 ? null : only
}
