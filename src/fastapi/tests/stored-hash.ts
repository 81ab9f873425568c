import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute } from '../../python/nodes/name.js'
import { own, type Backend } from '../backend.js'

/**
 * `PASSWORDS.verify("…", reader.password_hash)`: whether a stored hash is that of a password. A backend without a sign-in
 * has no function that checks one.
 */
export function matchesHash(backend: Backend, password: Expression, hash: Expression): Expression {
  const bcrypt = backend.design.auth.passwordHash === 'bcrypt'
  const read = bcrypt ? call(own(backend, 'auth', 'readable'), password) : password
  return call(attribute(own(backend, 'auth', 'PASSWORDS'), 'verify'), read, hash)
}
