import type { Shape } from '../../claims/shape.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { originsOf } from '../origins.js'
import { namesDatabase } from '../response/service-state.js'
import { guardSteps } from '../steps/guard.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'

const WORD =
  /^(?:health|healthz|healthcheck|health-check|db-health|ready|readyz|readiness|live|livez|liveness|ping|heartbeat)$/

/**
 * Says that the service is alive: `GET /health`, `GET /healthz`, `GET /ping`,
 * or `GET /` without anything behind it. Answers constants, after a question to the database where it tells of one.
 */
export const health: Recogniser = {
  behaviour: 'health',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method === 'GET' &&
    path.items.every((item) => item.parameter === null) &&
    (WORD.test(word) ||
      // `/health/db`
      (namesDatabase(word) && WORD.test(path.items.at(-2)?.literal ?? '')) ||
      (path.items.length === 0 && operation.path === '/')),
  implement: (candidate) => {
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const asked = asksDatabase(candidate)
    const ping: Step = { kind: 'ping', origins: originsOf(candidate.operation, 'exists') }
    return implemented(asked ? [...guard.value, ping] : guard.value, null)
  },
}

/** Words that keep a check away from the database: `without asking the database`, `does not touch the database`. */
const SPARED = /\b(?:not|no|without|never|regardless of)\b[^.;]{0,40}\b(?:db|database)\b/

/** Whether a health check promises to tell whether the database answers. */
function asksDatabase({ operation, word, text }: Candidate): boolean {
  const said = `${operation.summary ?? ''} ${operation.description ?? ''} ${text}`.toLowerCase()
  if (SPARED.test(said)) return false
  return (
    namesDatabase(word) || /\b(?:db|database)\b/.test(said) || tellsOfDatabase(operation.responseShape, 2)
  )
}

/** Whether a key of an answer, or of an object within it, tells of the database. */
function tellsOfDatabase(shape: Shape | null, depth: number): boolean {
  if (shape?.kind !== 'object' || depth === 0) return false
  return shape.fields.some((field) => namesDatabase(field.name) || tellsOfDatabase(field.shape, depth - 1))
}
