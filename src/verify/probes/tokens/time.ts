import { claiming, now, tokenProbe } from './token-probe.js'

/** Tokens of another time. */
export const timeProbes = [
  tokenProbe({
    id: 'token-expired',
    entry: 6,
    title: 'An expired token is refused',
    cwe: 613,
    clause: 'ERR-3',
    attempts: (scope, prepared) => [
      {
        label: 'expired an hour ago',
        change: claiming(scope, prepared, { iat: now() - 7200, exp: now() - 3600 }),
      },
      {
        label: 'expired two minutes ago',
        change: claiming(scope, prepared, { iat: now() - 900, exp: now() - 120 }),
      },
    ],
  }),
  tokenProbe({
    id: 'token-not-yet-valid',
    entry: 7,
    title: 'A token of the future is refused',
    cwe: 345,
    clause: 'AUTH-1',
    attempts: (scope, prepared) => [
      { label: 'nbf in an hour', change: claiming(scope, prepared, { nbf: now() + 3600 }) },
      {
        label: 'iat in an hour',
        change: claiming(scope, prepared, { iat: now() + 3600, exp: now() + 7200 }),
      },
    ],
  }),
  tokenProbe({
    id: 'token-clocks',
    entry: 7,
    title: 'Clocks that differ by a few seconds lock nobody out',
    cwe: null,
    clause: 'AUTH-1',
    attempts: (scope, prepared) => [
      {
        label: 'expired 5 s ago',
        change: claiming(scope, prepared, { iat: now() - 900, exp: now() - 5 }),
        answer: 'accepted',
      },
      { label: 'iat in 5 s', change: claiming(scope, prepared, { iat: now() + 5 }), answer: 'accepted' },
    ],
  }),
  tokenProbe({
    id: 'token-without-end',
    entry: 8,
    title: 'A token that never expires is refused',
    cwe: 613,
    clause: 'AUTH-5',
    attempts: (scope, prepared) => [
      { label: 'no exp', change: claiming(scope, prepared, { exp: undefined }) },
      { label: 'exp null', change: claiming(scope, prepared, { exp: null }) },
    ],
  }),
]
