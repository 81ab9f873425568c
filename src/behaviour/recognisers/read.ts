import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { lookupRow } from '../steps/lookup.js'
import { locateSole, namesSole } from '../steps/locate-sole.js'
import { locateRow } from '../steps/locate.js'

/** Answers one row: `GET /books/{id}`, also by another unique column (`/articles/{slug}`) or by several
 * values in the query (`/parcels/track?code=…&phone=…`), or the caller's only one (`/me/preferences`). */
export const read: Recogniser = {
  behaviour: 'read',
  answers: 'row',
  recognises: ({ operation, end, entity }) =>
    operation.method === 'GET' &&
    (end === 'item' || entity !== null || operation.responseShape?.kind === 'object'),
  implement: (candidate) => {
    if (candidate.entity === null) return notImplemented('it is not known which entity it reads')
    const sole = namesSole(candidate)
    const looksUp = !sole && candidate.end !== 'item' && candidate.operation.query.length > 0
    if (!sole && candidate.end !== 'item' && !looksUp) return notImplemented('the path names no single row')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = (sole ? locateSole : looksUp ? lookupRow : locateRow)(candidate, candidate.entity)
    if (!located.ok) return notImplemented(located.why)
    return implemented([...guard.value, ...located.value.steps], located.value.row)
  },
}
