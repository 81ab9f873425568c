import type { Filter, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { lookupRow } from '../steps/lookup.js'
import { locateSole, namesSole } from '../steps/locate-sole.js'
import { statedFilters } from '../steps/stated-filter.js'
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
    const stated = statedFilters(candidate, candidate.entity)
    if (!stated.ok) return notImplemented(stated.why)
    const { row, steps } = located.value
    const kept = stated.value.flatMap((filter) =>
      keptTo(candidate, candidate.entity?.name ?? '', row, filter),
    )
    return implemented([...guard.value, ...steps, ...kept], row)
  },
}

/** `Get a published event`: a row in another state is answered as one that is not there. */
function keptTo(
  candidate: Candidate,
  entity: string,
  row: string,
  { field, comparison, value }: Filter,
): readonly Step[] {
  if (comparison !== 'equal') return []
  const absent = refusalOf(candidate, 'absent', entity)
  return [
    {
      kind: 'check',
      condition:
        value.kind === 'constant' && typeof value.value === 'string'
          ? { kind: 'oneOf', value: { kind: 'field', row, field }, values: [value.value] }
          : { kind: 'equal', left: { kind: 'field', row, field }, right: value },
      otherwise: absent.failure,
      origins: absent.origins,
    },
  ]
}
