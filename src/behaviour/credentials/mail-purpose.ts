import type { BodyField } from '../../design/operation.js'
import type { Expression } from '../../design/expression.js'
import type { MailPurpose } from '../../design/mail-token.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'
import { isPassword } from './password.js'

/** The words of a path without its prefix, in lower case: `auth`, `password`, `reset`. */
function wordsIn({ path }: Candidate): string {
  return path.items.map(({ literal }) => literal.toLowerCase().replaceAll('_', '-')).join('/')
}

const ASKS_RESET =
  /(?:^|\/)(?:forgot(?:ten)?(?:-password)?|password\/forgot(?:ten)?|(?:request-)?password-reset(?:\/request)?|password\/reset(?:\/request)?|reset-password(?:\/request)?|request-reset|recover(?:-password)?|password-recovery)$/
const RESETS =
  /(?:^|\/)(?:reset-password(?:\/confirm)?|password-reset(?:\/confirm)?|password\/reset(?:\/confirm)?|reset(?:\/confirm)?|password\/reset-confirm)$/
const ASKS_VERIFICATION =
  /(?:^|\/)(?:resend(?:-verification)?(?:-email)?|(?:verify|verification|verify-email|email\/verify)\/(?:resend|request|send)|(?:request|send)-verification(?:-email)?|email\/resend)$/
const VERIFIES =
  /(?:^|\/)(?:verify-email|email-verification|verify|verification|confirm-email|confirm|email\/(?:verify|confirm)|activate)(?:\/confirm)?$/

/** The field of a body that names an account by its address alone; null for any other body. */
export function addressField({ operation }: Candidate): BodyField | null {
  const [field, ...more] = operation.body
  return field !== undefined && more.length === 0 && /^(?:email|emailaddress|mail)$/.test(keyOf(field.name))
    ? field
    : null
}

/** Where a request brings a token that was sent by mail: body, query or path; null where it brings none. */
export function mailedToken({ operation, path }: Candidate): Expression | null {
  const isToken = (name: string): boolean =>
    /^(?:token|code|resettoken|verificationtoken|verificationcode|resetcode|key)$/.test(keyOf(name))
  const field = operation.body.find(({ name, type }) => type === 'string' && isToken(name))
  if (field !== undefined) return { kind: 'body', field: field.name }
  const query = operation.query.find(({ name, required }) => required && isToken(name))
  if (query !== undefined) return { kind: 'query', name: query.name }
  const named = path.items.find(({ parameter }) => parameter !== null && isToken(parameter))?.parameter
  return named === undefined || named === null ? null : { kind: 'path', name: named }
}

/** The new password that a request brings beside its token; null without one. */
export function newPassword({ operation }: Candidate): BodyField | null {
  const passwords = operation.body.filter(({ name }) => isPassword(name))
  return passwords.length === 1 ? (passwords[0] ?? null) : null
}

/** What an operation has mail sent for: `POST /auth/forgot-password` with an address; null for any other. */
export function asksForMail(candidate: Candidate): MailPurpose | null {
  if (candidate.operation.method !== 'POST' || candidate.operation.access !== 'public') return null
  if (addressField(candidate) === null) return null
  const words = wordsIn(candidate)
  if (ASKS_RESET.test(words)) return 'reset'
  return ASKS_VERIFICATION.test(words) ? 'verify' : null
}

/** What an operation does with a token that was sent by mail; null for any other. */
export function usesMail(candidate: Candidate): MailPurpose | null {
  const { operation } = candidate
  if (operation.access !== 'public' || operation.method === 'DELETE' || mailedToken(candidate) === null)
    return null
  const words = wordsIn(candidate)
  if (newPassword(candidate) !== null) return RESETS.test(words) ? 'reset' : null
  const alone = operation.body.length + operation.query.length <= 1
  return alone && VERIFIES.test(words) ? 'verify' : null
}

/** What mail an operation sends or takes a token of; null for any other. */
export function mailedPurpose(candidate: Candidate): MailPurpose | null {
  return asksForMail(candidate) ?? usesMail(candidate)
}
