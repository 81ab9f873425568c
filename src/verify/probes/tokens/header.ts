import { tokenProbe } from './token-probe.js'

/** Requests whose header carries no usable token. */
export const headerProbes = [
  tokenProbe({
    id: 'token-missing',
    entry: 1,
    title: 'A request without a bearer token is refused',
    cwe: 306,
    clause: 'ERR-2',
    about: 'both',
    attempts: ({ world }, { user }) => [
      { label: 'no header', change: { authorization: null } },
      { label: 'Basic', change: { authorization: 'Basic dXNlcjpwYXNzd29yZA==' } },
      { label: 'the scheme alone', change: { authorization: world.design.auth.authorizationScheme } },
      {
        label: 'not a token',
        change: { authorization: `${world.design.auth.authorizationScheme} not.a.token` },
      },
      { label: 'the token without the scheme', change: { authorization: user.token ?? '' } },
    ],
  }),
  tokenProbe({
    id: 'token-challenge',
    entry: 1,
    title: 'Whoever is refused for the token is told how to sign in',
    cwe: null,
    clause: 'AUTH-7',
    about: 'both',
    attempts: () => [{ label: 'no header', change: { authorization: null }, answer: 'challenged' }],
  }),
  tokenProbe({
    id: 'token-in-query',
    entry: 17,
    title: 'A token in the address is not taken',
    cwe: 598,
    clause: 'AUTH-1',
    about: 'both',
    attempts: (_, { user }) =>
      ['token', 'access_token'].map((name) => ({
        label: `the token as ?${name}=`,
        change: { authorization: null, query: { [name]: user.token ?? '' } },
      })),
  }),
  tokenProbe({
    id: 'token-before-body',
    entry: 18,
    title: 'A malformed body without a token is refused for the token',
    cwe: 696,
    clause: 'ERR-2',
    about: 'both',
    attempts: ({ operation }) =>
      operation.body.length === 0
        ? []
        : [{ label: 'malformed JSON, no token', change: { authorization: null, body: '{"a":' } }],
  }),
]
