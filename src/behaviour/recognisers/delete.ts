import type { Entity } from '../../design/entity.js'
import type { Assignment } from '../../design/step.js'
import { meaningFor } from '../steps/flag-words.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'

/** Removes a row: `DELETE /books/{id}`; marks it as removed where the documents say "soft". */
export const remove: Recogniser = {
  behaviour: 'delete',
  answers: 'nothing',
  recognises: ({ operation }) => operation.method === 'DELETE',
  implement: (candidate) => {
    const { entity, operation } = candidate
    if (entity === null) return notImplemented('it is not known which entity it removes')
    if (candidate.end !== 'item') return notImplemented('the path names no single row')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const soft = operation.facts.deletion === 'soft' ? softMark(entity) : null
    if (operation.facts.deletion === 'soft') {
      // A removed row must vanish from every other operation; `find` and `select` cannot say so yet.
      return notImplemented(
        soft === null
          ? `no column of ${entity.name} can mark a row as removed`
          : 'removal that keeps the row cannot be built yet',
      )
    }
    const { row, steps } = located.value
    return implemented(
      [
        ...guard.value,
        ...steps,
        { kind: 'remove', row, soft, origins: originsOf(operation, 'deletion', 'exists') },
      ],
      row,
    )
  },
}

/** The column that says a row is removed: `deleted_at`, `is_deleted`, `is_active`. */
export function softMark(entity: Entity): Assignment | null {
  const time = entity.fields.find(
    (field) => field.type === 'datetime' && /^(?:deleted|removed|archived)/i.test(field.name),
  )
  if (time !== undefined) return { field: time.name, value: { kind: 'now' }, whenBody: null }
  const flag = entity.fields.find(
    (field) => field.type === 'boolean' && /^(?:is_?)?(?:deleted|removed|archived|active)$/i.test(field.name),
  )
  if (flag === undefined) return null
  const value = meaningFor(flag.name, 'active') !== true
  return { field: flag.name, value: { kind: 'constant', value }, whenBody: null }
}
