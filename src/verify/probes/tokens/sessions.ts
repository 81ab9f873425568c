import { status } from '../expectation.js'
import { signedSession } from '../looked-up-sessions.js'
import type { OperationProbe } from '../probe.js'
import { writes } from '../steps.js'
import { tokenProbe } from './token-probe.js'

/** A text with the length and letters of a token of Better Auth, which names no session. */
const STRANGE = 'abcdefghijklmnopqrstuvwxyz012345'

const forged = tokenProbe({
  id: 'session-forged',
  entry: 5,
  title: 'A session that nobody opened, or whose signature is wrong, is refused',
  cwe: 347,
  clause: 'AUTH-1',
  about: 'sessions',
  attempts: ({ world }, { user }) => {
    const secret = world.users.secret ?? ''
    const [token = '', signature = ''] = (user.token ?? '').split('.')
    const signed = world.design.auth.lookup?.carrier === 'cookie'
    return [
      { label: 'a token that names no session', change: { token: signedSession(STRANGE, secret) } },
      { label: 'signed with another key', change: { token: signedSession(token, 'x'.repeat(48)) } },
      { label: 'the signature of another token', change: { token: `${STRANGE}.${signature}` } },
      { label: 'NUL in the token', change: { token: signedSession(`${token}\u0000`, secret) } },
      ...(signed
        ? [
            { label: 'the token without its signature', change: { token } },
            { label: 'an empty signature', change: { token: `${token}.` } },
          ]
        : []),
    ]
  },
})

const expired = tokenProbe({
  id: 'session-expired',
  entry: 6,
  title: 'A session that is over is refused',
  cwe: 613,
  clause: 'ERR-3',
  about: 'sessions',
  attempts: ({ world: { users } }, { user }) =>
    [3600, 60].map((seconds) => ({
      label: `over since ${String(seconds)} s`,
      change: { token: users.sessions?.open(user.id, -seconds) ?? '' },
    })),
})

/** A browser sends a cookie along with whatever page asks. */
const foreignOrigin: OperationProbe = {
  id: 'session-foreign-origin',
  entry: null,
  title: 'A page of another origin changes nothing by the cookie of the user',
  cwe: 352,
  clause: 'AUTH-1',
  applies: ({ operation, isProtected }) => isProtected && writes(operation),
  concerns: ({ lookup }) => lookup?.carrier === 'cookie',
  fire: async (scope) => {
    const prepared = await scope.prepare({ rowless: true })
    for (const origin of ['https://elsewhere.example', 'null'])
      await scope.expect(`Origin: ${origin}`, prepared, { headers: { origin } }, status(403))
  },
}

/** Sessions that are looked up. */
export const sessionProbes: readonly OperationProbe[] = [forged, expired, foreignOrigin]
