import { entityOfPath } from '../entity-of.js'
import { statisticsOf } from '../measures/statistics.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'

const WORD =
  /^(?:stats|statistics|summary|analytics|dashboard|metrics|reports?|variance|overview|counts?|totals?|insights|breakdown)$/

/**
 * Counts, sums and groups over rows: `GET …/stats`, `…/summary`, `…/dashboard` where no entity has that name.
 */
export const stats: Recogniser = {
  behaviour: 'stats',
  answers: 'nothing',
  recognises: ({ draft, operation, word, path }) =>
    operation.method === 'GET' && WORD.test(word) && entityOfPath(draft.entities, path) === null,
  implement: (candidate) => {
    if (candidate.path.items.some((item) => item.parameter !== null))
      return notImplemented('counts and sums over the rows of one row cannot be built yet')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const statistics = statisticsOf(candidate)
    if (!statistics.ok) return notImplemented(statistics.why)
    return implemented(
      [
        ...guard.value,
        {
          kind: 'aggregate',
          measures: statistics.value.measures,
          origins: originsOf(candidate.operation, 'exists'),
        },
      ],
      null,
    )
  },
}
