import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { type Accounts, accountsOf, identifierColumns, passwordField } from '../credentials/accounts.js'
import { issueSteps, keepsSessions, NO_REFRESH } from '../credentials/issue.js'
import { inactiveFailure } from '../credentials/inactive-sign-in.js'
import { lockOf } from '../credentials/lockout.js'
import { mixedKeys } from '../credentials/kinds.js'
import { isPassword } from '../credentials/password.js'
import { tokensShown } from '../credentials/shown.js'
import { verifiedSignIn } from '../credentials/verified-sign-in.js'
import { refusalOf } from '../failure.js'
import { before } from '../path.js'
import type { Implementation, Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { rowName } from '../steps/locate.js'

/**
 * Exchanges credentials for a token: `POST …/login`, `…/signin`, `…/token` or `…/sessions`. One answer for an unknown
 * name and for a wrong password, so that nobody learns who has an account.
 */
export const login: Recogniser = {
  behaviour: 'login',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method === 'POST' &&
    (/^(?:login|log-in|signin|sign-in)$/.test(word) ||
      /^(?:login|log-in|signin|sign-in)$/.test(before(path)) ||
      (/^(?:token|tokens|session|sessions|authenticate)$/.test(word) &&
        operation.body.some((field) => /password|secret/i.test(field.name)))),
  implement: (candidate) => signIn(candidate),
}

/** Fields of a form that OAuth2 has beside name and password (RFC 6749, section 4.3.2), which tell the service nothing. */
function isProtocolField({ operation }: Candidate, name: string): boolean {
  return (
    operation.facts.bodyMedia !== undefined && /^(?:grant_type|scope|client_id|client_secret)$/.test(name)
  )
}

/** The moment of the last login is kept where the accounts have a column for it. */
function noteLogin({ entity }: Accounts, row: string): readonly Step[] {
  const column = entity.fields.find(
    ({ name, type }) =>
      type === 'datetime' && /^last_?(?:login|signin|sign_in)(?:_?(?:at|on|time|date))?$/i.test(name),
  )
  if (column === undefined) return []
  return [
    {
      kind: 'assign',
      row,
      values: [{ field: column.name, value: { kind: 'now' }, whenBody: null }],
      duplicate: null,
      origins: column.origins['exists'] ?? [],
    },
  ]
}

function signIn(candidate: Candidate): Implementation {
  const { operation, draft } = candidate
  if (draft.auth.scheme !== 'bearer-jwt')
    return notImplemented(
      `callers are known by "${draft.auth.scheme}", and only bearer tokens can be issued yet`,
    )
  if (!draft.auth.issuedHere) return notImplemented('another system issues the tokens')
  const password = passwordField(operation)
  if (password === null) return notImplemented('its body has no password')
  const others = operation.body.filter(
    (field) => field !== password && !isProtocolField(candidate, field.name),
  )
  const [name, ...more] = others
  if (name === undefined || isPassword(name.name))
    return notImplemented('its body does not tell who signs in')
  const [extra] = more
  if (extra !== undefined) return notImplemented(`what "${extra.name}" does to signing in is not understood`)
  const found = accountsOf(candidate)
  if (!found.ok) return notImplemented(found.why)
  const accounts = found.value
  const keys = identifierColumns(accounts.entity, name).map((column) => column.name)
  const verified = verifiedSignIn(candidate, accounts.entity)
  if (!verified.ok) return notImplemented(verified.why)
  const refusal = refusalOf(candidate, 'credentials', name.name)
  const row = rowName(accounts.entity)
  const locked = lockOf(draft, operation, accounts.entity, refusal.failure)
  const inactive = accounts.active === null ? null : inactiveFailure(draft, operation, refusal.failure)
  const verify: Step = {
    kind: 'verify',
    row,
    entity: accounts.entity.name,
    keys,
    value: { kind: 'body', field: name.name },
    hash: accounts.password,
    password: { kind: 'body', field: password.name },
    active:
      accounts.active === null
        ? null
        : { field: accounts.active.name, value: { kind: 'constant', value: true } },
    otherwise: refusal.failure,
    ...(verified.value === null
      ? {}
      : { verified: { field: verified.value.field, otherwise: verified.value.otherwise } }),
    ...(inactive === null ? {} : { inactive }),
    ...(locked === null ? {} : { lock: locked.lock }),
    origins: [...refusal.origins, ...(verified.value?.origins ?? []), ...(locked?.origins ?? [])],
  }
  const tokens = tokensShown(candidate)
  if (tokens.size === 0) return notImplemented('its answer holds no token')
  if (tokens.has('refresh') && !keepsSessions(candidate, accounts)) return notImplemented(NO_REFRESH)
  const mixed = mixedKeys(draft)
  if (mixed !== null) return notImplemented(mixed)
  return implemented(
    [verify, ...noteLogin(accounts, row), ...issueSteps(candidate, accounts, row, tokens)],
    row,
  )
}
