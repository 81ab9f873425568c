import { signConfused, signForeign, signShared, unsigned } from '../token.js'
import { tokenProbe } from './token-probe.js'

const payloadOf = (claims: Readonly<Record<string, unknown>>): string => JSON.stringify(claims)

/** Tokens whose signature proves nothing. */
export const signatureProbes = [
  tokenProbe({
    id: 'token-algorithm-none',
    entry: 2,
    title: 'An unsigned token is refused, however its algorithm is spelled',
    cwe: 347,
    clause: 'AUTH-1',
    attempts: ({ world }, { user }) =>
      ['none', 'None', 'NONE', 'nOnE', ''].map((algorithm) => ({
        label: `alg ${JSON.stringify(algorithm)}, no signature`,
        change: { token: unsigned(payloadOf(world.users.claims(user.id)), algorithm) },
      })),
  }),
  tokenProbe({
    id: 'token-key-confusion',
    entry: 3,
    title: 'A public key is not taken for the secret, nor a key of the token for the issuer',
    cwe: 347,
    clause: 'AUTH-1',
    attempts: ({ world }, { user }) => [
      {
        label: 'HS256 signed with an RSA public key',
        change: { token: signConfused(payloadOf(world.users.claims(user.id))) },
      },
      {
        label: 'RS256 with a key of its own',
        change: { token: signForeign(payloadOf(world.users.claims(user.id))) },
      },
      // The key is not to be looked for where the token says: in a file, or by text in a query.
      ...['/dev/null', 'no-such-key', "' UNION SELECT ''--"].map((kid) => ({
        label: `an empty key, named ${JSON.stringify(kid)}`,
        change: {
          token: signShared({ header: { kid }, payload: payloadOf(world.users.claims(user.id)) }, ''),
        },
      })),
    ],
  }),
  tokenProbe({
    id: 'token-other-algorithm',
    entry: 4,
    title: 'The algorithm is fixed by configuration, not by the token',
    cwe: 347,
    clause: 'AUTH-1',
    attempts: ({ world }, { user }) =>
      (['HS512', 'HS384'] as const)
        .filter((algorithm) => algorithm !== world.design.auth.algorithm)
        .map((algorithm) => ({
          label: `${algorithm} with the right key`,
          change: {
            token: signShared(
              { header: {}, payload: payloadOf(world.users.claims(user.id)) },
              world.users.secret ?? '',
              algorithm,
            ),
          },
        })),
  }),
  tokenProbe({
    id: 'token-wrong-key',
    entry: 5,
    title: 'A token under another key, or changed since it was signed, is refused',
    cwe: 347,
    clause: 'AUTH-1',
    attempts: ({ world }, { user }) => {
      const claims = world.users.claims(user.id)
      const [head = '', , signature = ''] = world.users.sign(claims).split('.')
      const other = Buffer.from(payloadOf({ ...claims, admin: true })).toString('base64url')
      return [
        {
          label: 'signed with another key',
          change: { token: signShared({ header: {}, payload: payloadOf(claims) }, 'x'.repeat(48)) },
        },
        { label: 'payload changed', change: { token: `${head}.${other}.${signature}` } },
        { label: 'signature cut', change: { token: `${world.users.sign(claims).slice(0, -4)}` } },
      ]
    },
  }),
]
