import type { Candidate } from '../candidate.js'
import { accountsOf } from '../credentials/accounts.js'
import { issueSteps, keepsSessions, NO_REFRESH } from '../credentials/issue.js'
import { mailAtRegistration } from '../credentials/mail-at-registration.js'
import { mixedKeys } from '../credentials/kinds.js'
import { tokensIn } from '../credentials/tokens.js'
import { originsOf } from '../origins.js'
import { before } from '../path.js'
import type { Implementation, Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { rowName } from '../steps/locate.js'
import { duplicateFailure, insertValues } from '../steps/values.js'

/**
 * Makes an account with a password: `POST …/register`, `…/signup`, or `POST …/users` with a password in the body.
 * Where the answer shows a token, the new account is signed in at once.
 */
export const register: Recogniser = {
  behaviour: 'register',
  answers: 'row',
  recognises: ({ operation, word, path }) =>
    operation.method === 'POST' &&
    // `POST /classes/{id}/register` puts the caller on the list of a class.
    path.items.every(({ parameter }) => parameter === null) &&
    (/^(?:register|registration|signup|sign-up)$/.test(word) ||
      /^(?:register|registration|signup|sign-up)$/.test(before(path)) ||
      (/^(?:users|accounts)$/.test(word) && operation.body.some((field) => /^password$/i.test(field.name)))),
  implement: (candidate) => signUp(candidate),
}

function signUp(candidate: Candidate): Implementation {
  const found = accountsOf(candidate)
  if (!found.ok) return notImplemented(found.why)
  const accounts = found.value
  const { entity } = accounts
  const guard = guardSteps(candidate)
  if (!guard.ok) return notImplemented(guard.why)
  const values = insertValues(candidate, entity, [])
  if (!values.ok) return notImplemented(values.why)
  if (!values.value.some(({ field }) => field === accounts.password))
    return notImplemented('its body has no password')
  const tokens = tokensIn(candidate.operation.responseShape)
  if (tokens.size > 0 && !candidate.draft.auth.issuedHere)
    return notImplemented('another system issues the tokens')
  if (tokens.has('refresh') && !keepsSessions(candidate, accounts)) return notImplemented(NO_REFRESH)
  const mixed = tokens.size > 0 ? mixedKeys(candidate.draft) : null
  if (mixed !== null) return notImplemented(mixed)
  const row = rowName(entity)
  return implemented(
    [
      ...guard.value,
      {
        kind: 'insert',
        row,
        entity: entity.name,
        values: values.value,
        duplicate: duplicateFailure(candidate, entity, values.value),
        origins: originsOf(candidate.operation, 'exists'),
      },
      ...mailAtRegistration(candidate, entity, row),
      ...issueSteps(candidate, accounts, row, tokens),
    ],
    row,
  )
}
