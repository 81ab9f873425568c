import type { Candidate } from '../candidate.js'
import { accountsIn } from '../credentials/accounts.js'
import { tokenField } from '../credentials/given-token.js'
import { issueSteps } from '../credentials/issue.js'
import { tokensShown } from '../credentials/shown.js'
import { tokenRefusal } from '../credentials/token-refusal.js'
import type { Implementation, Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { rowName } from '../steps/locate.js'
import { originsOf } from '../origins.js'

/**
 * Exchanges the token of a session for a new access token, and for its own successor where the answer shows one:
 * `POST …/refresh` with `{"refresh_token": …}` (RFC 6749, section 6).
 */
export const refresh: Recogniser = {
  behaviour: 'refresh',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method === 'POST' &&
    (/^(?:refresh|refresh[-_]tokens?|renew)$/.test(word) ||
      (/^tokens?$/.test(path.items.at(-2)?.literal ?? '') && word === 'refresh')),
  implement: (candidate) => renewing(candidate),
}

function renewing(candidate: Candidate): Implementation {
  const { draft, operation } = candidate
  const { auth } = draft
  if (auth.scheme !== 'bearer-jwt' || !auth.issuedHere)
    return notImplemented('another system issues the tokens')
  const field = tokenField(operation)
  if (field === null)
    return notImplemented(
      'nothing says that its body holds the refresh token, and no other place of it can be built',
    )
  const sessions = auth.sessions ?? null
  const accounts = draft.entities.find(({ name }) => name === sessions?.accounts)
  if (sessions === null || accounts === undefined)
    return notImplemented('no operation signs people in with a refresh token')
  const found = accountsIn(accounts)
  if (!found.ok) return notImplemented(found.why)
  const tokens = tokensShown(candidate)
  if (!tokens.has('access')) return notImplemented('its answer holds no access token')
  const refusal = tokenRefusal(candidate, 'refresh token')
  const row = rowName(accounts)
  const { key, active } = found.value
  return implemented(
    [
      {
        kind: 'renew',
        row,
        entity: accounts.name,
        key,
        token: { kind: 'body', field: field.name },
        rotates: tokens.has('refresh'),
        active: active === null ? null : { field: active.name, value: { kind: 'constant', value: true } },
        otherwise: refusal,
        origins: originsOf(operation, 'exists'),
      },
      ...issueSteps(candidate, found.value, row, new Set(['access']), true),
    ],
    row,
  )
}
