import { entityOfPath } from '../entity-of.js'
import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

const WORD =
  /^(?:stats|statistics|summary|analytics|dashboard|metrics|reports?|variance|overview|counts?|totals?|insights|breakdown)$/

/**
 * Counts and sums: `GET …/stats`, `…/summary`, `…/dashboard` where no entity has that name.
 */
export const stats: Recogniser = {
  behaviour: 'stats',
  answers: 'nothing',
  recognises: ({ draft, operation, word, path }) =>
    operation.method === 'GET' && WORD.test(word) && entityOfPath(draft.entities, path) === null,
  implement: () => notImplemented('counts and sums over rows cannot be built yet'),
}
