import { signShared } from '../token.js'
import { now, tokenProbe } from './token-probe.js'

/** Tokens that are signed rightly and built oddly. */
export const claimProbes = [
  tokenProbe({
    id: 'token-odd-claims',
    entry: 14,
    title: 'Deeply nested claims, infinite times and unknown critical headers never break the service',
    cwe: 674,
    clause: 'AUTH-1',
    attempts: ({ world }, { user }) => {
      const secret = world.users.secret ?? ''
      const plain = world.users.claims(user.id)
      const opened = JSON.stringify(plain).slice(0, -1)
      const nested = `${opened},"x":${'['.repeat(1500)}${']'.repeat(1500)}}`
      return [
        {
          label: '1,500 levels in a claim',
          change: { token: signShared({ header: {}, payload: nested }, secret) },
          answer: 'either',
        },
        {
          label: 'exp 1e400',
          change: {
            token: signShared(
              {
                header: {},
                payload: `{"${world.design.auth.identityClaim}":${JSON.stringify(user.id)},"iat":${now()},"exp":1e400}`,
              },
              secret,
            ),
          },
        },
        {
          label: 'unknown crit',
          change: {
            token: signShared(
              { header: { crit: ['x-unknown'], 'x-unknown': 1 }, payload: JSON.stringify(plain) },
              secret,
            ),
          },
        },
      ]
    },
  }),
]
