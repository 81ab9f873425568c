import type { Step } from '../../design/step.js'
import { tokenField } from '../credentials/given-token.js'
import { demandsRevocation } from '../credentials/revocation.js'
import { tokenRefusal } from '../credentials/token-refusal.js'
import { originsOf } from '../origins.js'
import type { Candidate } from '../candidate.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'

/**
 * Ends a session: `POST` or `DELETE …/logout`, with the refresh token in the body or the access token alone;
 * `…/logout-all` ends all sessions of the caller. Where no session is kept, a signed token is valid until it expires, so
 * that nothing is left to do for the service, which is asked.
 */
export const logout: Recogniser = {
  behaviour: 'logout',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method !== 'GET' &&
    (LOGOUT.test(word) || (word === 'all' && LOGOUT.test(path.items.at(-2)?.literal ?? ''))),
  implement: (candidate) => {
    const { operation, draft } = candidate
    if (draft.auth.scheme !== 'bearer-jwt') return notImplemented('ending sessions cannot be built yet')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    if ((draft.auth.sessions ?? null) === null) {
      return operation.body.length > 0 || demandsRevocation(candidate)
        ? notImplemented('tokens are to stop working before they expire, and who signs in where is not known')
        : implemented(guard.value, null)
    }
    const end = endStep(candidate)
    return end === null
      ? notImplemented('its body is more than a refresh token')
      : implemented([...guard.value, end], null)
  },
}

const LOGOUT = /^(?:logout|log-out|signout|sign-out)(?:[-_](?:all|everywhere|all[-_]devices))?$/

/** Which sessions end; null where that is not understood. */
function endStep(candidate: Candidate): Step | null {
  const { operation, word } = candidate
  const origins = originsOf(operation, 'exists')
  const field = tokenField(operation)
  if (field === null && operation.body.length > 0) return null
  if (field !== null) {
    const refused = operation.errors.some((status) => [400, 401, 404].includes(status))
    const named = operation.access === 'public' && refused
    return {
      kind: 'end',
      sessions: 'given',
      token: { kind: 'body', field: field.name },
      otherwise: named ? tokenRefusal(candidate, 'refresh token') : null,
      origins,
    }
  }
  if (operation.access === 'public') return null
  const all = /all|everywhere/.test(word)
  return { kind: 'end', sessions: all ? 'all' : 'current', token: null, otherwise: null, origins }
}
