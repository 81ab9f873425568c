import { hashedOf } from '../../../design/aspect.js'
import type { Design } from '../../../design/design.js'
import type { Operation } from '../../../design/operation.js'
import type { Demand } from '../demand.js'

const HASHED =
  /\b(?:hash\w{0,3}|bcrypt|argon2\w{0,2}|salted|(?:never|not|no) (?:\w{1,12} ){0,3}plain[- ]?text|encrypt\w{0,2})\b/

/** "passwords are hashed with bcrypt", "passwords are never stored in plain text". */
export const passwords: Demand = ({ text, design }) => {
  if (!/\bpasswords?\b/.test(text) || !HASHED.test(text) || contradicts(text, design)) return []
  return design.operations.filter(hashes).map(hashedOf)
}

function hashes({ steps }: Operation): boolean {
  return (steps ?? []).some(
    (step) =>
      (step.kind === 'insert' || step.kind === 'assign') &&
      step.values.some(({ value }) => value.kind === 'hash'),
  )
}

/** Whether a text names another hash than the one that is used. */
function contradicts(text: string, { auth }: Design): boolean {
  const used = auth.passwordHash === 'bcrypt' ? 'bcrypt' : 'argon2'
  const named = /\b(?:bcrypt|argon2|scrypt|pbkdf2|md5|sha-?\d{1,3})/.exec(text)?.[0]
  return named !== undefined && !text.includes(used)
}
