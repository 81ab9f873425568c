import type { Assignment, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyName } from '../column.js'
import { mailProblem, mailStore, verifiedColumn } from '../credentials/mail-store.js'
import { mailedToken, newPassword, usesMail } from '../credentials/mail-purpose.js'
import { passwordColumn } from '../credentials/password.js'
import { tokenRefusal } from '../credentials/token-refusal.js'
import { originsOf } from '../origins.js'
import type { Implementation, Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { rowName } from '../steps/locate.js'
import { touches } from '../steps/values.js'

/** Statuses in which documents refuse a token of a mail: who sends it is not known, so not 401 by itself. */
const STATUSES: readonly number[] = [400, 401, 404, 410, 403]

/**
 * Sets a password or verifies an address by a token that was sent by mail, once: `POST …/reset-password`,
 * `…/verify-email`. A new password ends all sessions.
 */
export const useMail: Recogniser = {
  behaviour: 'other',
  answers: 'row',
  recognises: (candidate: Candidate) => usesMail(candidate) !== null,
  implement: (candidate) => using(candidate),
}

function using(candidate: Candidate): Implementation {
  const { operation, draft } = candidate
  const purpose = usesMail(candidate)
  const token = mailedToken(candidate)
  const kept = mailStore(candidate)
  if (purpose === null || token === null || kept === null) return notImplemented(mailProblem(candidate))
  const { accounts } = kept
  const origins = originsOf(operation, 'exists')
  const row = rowName(accounts)
  const value = purpose === 'reset' ? resetValue(candidate) : verifiedValue(candidate)
  if (typeof value === 'string') return notImplemented(value)
  const ends: readonly Step[] =
    purpose === 'reset' && draft.auth.sessions?.accounts === accounts.name
      ? [{ kind: 'end', sessions: 'all', row, token: null, otherwise: null, origins }]
      : []
  return implemented(
    [
      {
        kind: 'redeem',
        purpose,
        row,
        entity: accounts.name,
        key: keyName(accounts),
        token,
        otherwise: tokenRefusal(candidate, 'token', STATUSES),
        origins,
      },
      { kind: 'assign', row, values: [value, ...touches(accounts)], duplicate: null, origins },
      ...ends,
    ],
    row,
  )
}

/** The new password's hash; in words, why there is none. */
function resetValue(candidate: Candidate): Assignment | string {
  const accounts = mailStore(candidate)?.accounts
  const column = accounts === undefined ? null : passwordColumn(accounts)
  const field = newPassword(candidate)
  if (column === null || field === null) return 'its body has no new password'
  const beside = candidate.operation.body.find(
    ({ name }) => name !== field.name && !/^(?:token|code|email)$|token$|code$/i.test(name),
  )
  if (beside !== undefined) return `what "${beside.name}" does to the password is not understood`
  if (candidate.operation.body.some(({ name }) => /^email$/i.test(name)))
    return 'its body names an address beside the token, which is not compared yet'
  return {
    field: column.name,
    value: { kind: 'hash', of: { kind: 'body', field: field.name } },
    whenBody: null,
  }
}

/** The mark of a verified address; in words, why there is none. */
function verifiedValue(candidate: Candidate): Assignment | string {
  const accounts = mailStore(candidate)?.accounts
  const column = accounts === undefined ? null : verifiedColumn(accounts)
  if (column === null) return 'no column of the accounts marks a verified address'
  return {
    field: column.name,
    value: column.type === 'boolean' ? { kind: 'constant', value: true } : { kind: 'now' },
    whenBody: null,
  }
}
