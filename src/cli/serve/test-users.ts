import type { Design } from '../../design/design.js'
import type { Interpreter } from '../../interpreter/interpreter.js'
import { signSession } from '../../interpreter/looked-up-session.js'
import { signToken } from '../demonstration.js'

/** A user who exists only for the preview. */
export interface TestUser {
  /** Name of the shell variable that holds the token. */
  readonly variable: string
  readonly id: string
  readonly token: string
}

const NAMES = ['ADA', 'BOB', 'EVE'] as const

/** How long their tokens are valid: a working day. */
const TOKEN_SECONDS = 12 * 60 * 60

/**
 * Three users with tokens that the preview accepts.
 * @param now seconds since 1970
 */
export function testUsers(
  design: Design,
  userId: Interpreter['userId'],
  secret: string,
  now: number,
): readonly TestUser[] {
  return NAMES.map((variable, index) => {
    const id = idOf(userId, variable.toLowerCase(), index + 1)
    const end = now + TOKEN_SECONDS
    const claims = { sub: id, [design.auth.identityClaim]: id, exp: end }
    const token =
      (design.auth.lookup ?? null) === null ? signToken(claims, secret, now) : signSession(id, end, secret)
    return { variable, id, token }
  })
}

function idOf(userId: Interpreter['userId'], name: string, number: number): string {
  switch (userId) {
    case 'string':
      return name
    case 'integer':
      return String(number)
    case 'uuid':
      return `00000000-0000-4000-8000-00000000000${number}`
  }
}
