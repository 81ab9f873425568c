import type { Candidate } from '../candidate.js'
import { guardSteps } from '../steps/guard.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'

const WORD =
  /^(?:health|healthz|healthcheck|health-check|db-health|ready|readyz|readiness|live|livez|liveness|ping|heartbeat)$/

/**
 * Says that the service is alive: `GET /health`, `GET /healthz`, `GET /ping`,
 * or `GET /` without anything behind it. Answers constants.
 */
export const health: Recogniser = {
  behaviour: 'health',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method === 'GET' &&
    path.items.every((item) => item.parameter === null) &&
    (WORD.test(word) || (path.items.length === 0 && operation.path === '/')),
  implement: (candidate) => {
    if (asksDatabase(candidate))
      return notImplemented('a health check that asks the database cannot be built yet')
    const guard = guardSteps(candidate)
    return guard.ok ? implemented(guard.value, null) : notImplemented(guard.why)
  },
}

/** A health check that promises to tell whether the database answers. */
function asksDatabase({ operation, word, text }: Candidate): boolean {
  const shape = operation.responseShape
  const keys = shape?.kind === 'object' ? shape.fields.map((field) => field.name) : []
  return (
    /db|database/.test(word) || keys.some((key) => /^(?:db|database)/i.test(key)) || /\bdatabase\b/.test(text)
  )
}
