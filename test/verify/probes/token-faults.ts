import type { Fault } from './plants.js'
import { never, tokenOf, claimsOf, as } from './requests.js'

/** What a backend does that is careless with tokens, and the probe that must notice. */
export const TOKEN_FAULTS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  [
    'token-missing',
    'lets anybody in',
    (request, answer) => answer(request.headers.has('authorization') ? request : as(request, 'anybody')),
  ],
  [
    'token-challenge',
    'answers 401 without a challenge',
    (request, answer) => {
      const { status, body } = answer(request)
      return { status, body, headers: never }
    },
  ],
  [
    'token-algorithm-none',
    'takes unsigned tokens',
    (request, answer) => {
      const isUnsigned = tokenOf(request).endsWith('.')
      return answer(isUnsigned ? as(request, String(claimsOf(request)['sub'])) : request)
    },
  ],
  [
    'token-wrong-key',
    'verifies no signature',
    (request, answer) =>
      answer(
        typeof claimsOf(request)['sub'] === 'string'
          ? as(request, String(claimsOf(request)['sub']))
          : request,
      ),
  ],
  [
    'token-expired',
    'takes expired tokens',
    (request, answer) => {
      const { sub, exp } = claimsOf(request)
      return answer(typeof sub === 'string' && typeof exp === 'number' ? as(request, sub) : request)
    },
  ],
  [
    'token-without-end',
    'takes tokens without an end',
    (request, answer) => {
      const { sub, exp } = claimsOf(request)
      return answer(typeof sub === 'string' && exp === undefined ? as(request, sub) : request)
    },
  ],
  [
    'token-without-subject',
    'takes a number for an identity',
    (request, answer) => {
      const { sub } = claimsOf(request)
      return answer(typeof sub === 'number' ? as(request, String(sub)) : request)
    },
  ],
  [
    'token-of-verification-mail',
    'takes userId for the identity',
    (request, answer) => {
      const { userId } = claimsOf(request)
      return answer(typeof userId === 'string' ? as(request, userId) : request)
    },
  ],
  [
    'token-of-another-purpose',
    'takes id for the identity',
    (request, answer) => {
      const { sub, id } = claimsOf(request)
      return answer(sub === undefined && typeof id === 'string' ? as(request, id) : request)
    },
  ],
  [
    'token-clocks',
    'forgives no second',
    (request, answer) => {
      const { iat } = claimsOf(request)
      return answer(
        typeof iat === 'number' && iat > Date.now() / 1000
          ? {
              ...request,
              headers: new Map([...request.headers].filter(([name]) => name !== 'authorization')),
            }
          : request,
      )
    },
  ],
  [
    'token-in-query',
    'takes a token from the address',
    (request, answer) => answer(request.target.includes('token=') ? as(request, 'anybody') : request),
  ],
]
