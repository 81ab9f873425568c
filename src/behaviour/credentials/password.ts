import type { Entity, Field } from '../../design/entity.js'
import { keyOf } from '../naming.js'

const FIELD =
  /^(?:(?:new|current|old|your|user|account|plain|raw|confirm)_?)?(?:password|passwd|pwd|passphrase)(?:_?(?:new|confirm|confirmation|repeat|again))?$/i

const HASHES: ReadonlySet<string> = new Set([
  'passwordhash',
  'hashedpassword',
  'passwordhashed',
  'encryptedpassword',
  'pwdhash',
  'passwdhash',
  'passhash',
  'hashedpwd',
])

const PLAIN: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase'])

/** Columns by which people are known to a service. */
const IDENTIFIERS: ReadonlySet<string> = new Set(['email', 'emailaddress', 'username', 'login'])

/** Whether a field of a request holds a password: `password`, `new_password`. */
export function isPassword(name: string): boolean {
  return FIELD.test(name)
}

/** Whether a column holds the hash of a password by its own name. */
export function isHashColumn(name: string): boolean {
  return HASHES.has(keyOf(name))
}

/**
 * The column that holds the hash of an account's password: one named after a hash, or the `password` of an entity
 * that people sign in with. Null where the entity has neither.
 */
export function passwordColumn(entity: Entity): Field | null {
  const hash = entity.fields.find(({ name }) => isHashColumn(name))
  if (hash !== undefined) return hash
  const plain = entity.fields.find(({ name }) => PLAIN.has(keyOf(name)))
  return plain !== undefined && entity.fields.some(isIdentifier) ? plain : null
}

/** Whether a column tells one account from another for the person who signs in. */
export function isIdentifier({ name }: Pick<Field, 'name'>): boolean {
  return IDENTIFIERS.has(keyOf(name))
}
