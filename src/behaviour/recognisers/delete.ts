import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { protectedSteps } from '../steps/protected.js'
import { removalMark } from '../steps/removal.js'

/** Removes a row: `DELETE /books/{id}`; marks it as removed where the documents say "soft". */
export const remove: Recogniser = {
  behaviour: 'delete',
  answers: 'nothing',
  recognises: ({ operation }) => operation.method === 'DELETE',
  implement: (candidate) => {
    const { entity, operation } = candidate
    if (entity === null) return notImplemented('it is not known which entity it removes')
    if (candidate.end !== 'item') return notImplemented('the path names no single row')
    const [sent] = operation.body
    if (sent !== undefined)
      return notImplemented(`what the body field "${sent.name}" does to a removal is not understood`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const mark = removalMark(candidate.draft, entity)
    if (operation.facts.deletion === 'soft' && mark === null)
      return notImplemented(`no column of ${entity.name} can mark a row as removed`)
    const { row, steps } = located.value
    return implemented(
      [
        ...guard.value,
        ...steps,
        ...protectedSteps(candidate, entity, row),
        { kind: 'remove', row, soft: mark?.set ?? null, origins: originsOf(operation, 'deletion', 'exists') },
      ],
      row,
    )
  },
}
