import type { Candidate } from '../candidate.js'
import { entityOfPath, entityOfShape } from '../entity-of.js'
import { statisticsOf } from '../measures/statistics.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { rowAbove, tiedTo } from '../measures/row-above.js'
import { guardSteps } from '../steps/guard.js'

const WORD =
  /^(?:stats|statistics|summary|analytics|dashboard|metrics|reports?|variance|overview|counts?|totals?|insights|breakdown|streaks?)$/

/**
 * Counts, sums and groups over rows: `GET …/stats`, `…/summary`, `…/dashboard` where no entity has that name; below a row
 * (`/habits/{id}/stats`) over those that refer to it.
 */
export const stats: Recogniser = {
  behaviour: 'stats',
  answers: 'nothing',
  recognises: (candidate) => {
    const { draft, operation, word, path } = candidate
    return (
      operation.method === 'GET' &&
      ((WORD.test(word) && entityOfPath(draft.entities, path) === null) || standsUnder(candidate))
    )
  },
  implement: (candidate) => {
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const statistics = statisticsOf(candidate)
    if (!statistics.ok) return notImplemented(statistics.why)
    const above = rowAbove(candidate)
    if (!above.ok) return notImplemented(above.why)
    const tied = tiedTo(candidate, statistics.value.measures, above.value)
    if (!tied.ok) return notImplemented(tied.why)
    return implemented(
      [
        ...guard.value,
        ...(above.value?.steps ?? []),
        {
          kind: 'aggregate',
          measures: tied.value,
          origins: originsOf(candidate.operation, 'exists'),
        },
      ],
      null,
    )
  },
}

/** Words under which nothing but numbers stands: `/analytics/loans/{id}` does not answer the loan. */
const ABOVE = /^(?:stats|statistics|analytics|metrics|insights)$/

/** Whether the path stands under such a word, no table has its name, and no document shows rows in the answer. */
function standsUnder({ draft, operation, path }: Candidate): boolean {
  const [first] = path.items
  return (
    first !== undefined &&
    path.items.length > 1 &&
    ABOVE.test(first.literal.toLowerCase()) &&
    entityOfPath(draft.entities, path, -path.items.length) === null &&
    operation.responseShape?.kind !== 'array' &&
    entityOfShape(draft.entities, operation.responseShape) === null
  )
}
