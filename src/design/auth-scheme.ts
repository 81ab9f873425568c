import type { ServiceFacts } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { Disagreement } from './decide.js'
import { decide } from './decide.js'
import type { Origin } from './origin.js'
import type { Auth } from './service.js'
import { backendClaims } from './scope.js'
import { SESSION_LOOKUP } from './session-lookup.js'
import { settle } from './settle.js'
import { decideLifetime } from './token-lifetime.js'
import { decideIdentity } from './identity-claim.js'
import { unspecifiedScheme } from './unspecified-authentication.js'

type AuthFact =
  | 'authScheme'
  | 'secretEnv'
  | 'issuedHere'
  | 'identityClaim'
  | 'algorithm'
  | 'roleClaim'
  | 'authorizationScheme'

const SCHEMES: { readonly [S in Auth['scheme']]: string } = {
  none: 'anybody may call everything',
  'bearer-jwt': 'callers send a signed token (JWT) with each request',
  session: 'callers are known by a session that the service keeps, as by a cookie',
  'api-key': 'callers send a key that was given to them',
}

const CONSEQUENCES: { readonly [P in AuthFact]: (value: ServiceFacts[P]) => string } = {
  authScheme: (scheme) => SCHEMES[scheme],
  secretEnv: (name) => `tokens are checked with the secret in ${name}`,
  issuedHere: (here) =>
    here ? 'this backend signs people in and issues tokens' : 'another system issues the tokens',
  identityClaim: (claim) => `the claim "${claim}" of the token is the user`,
  roleClaim: (claim) => `the claim "${claim}" of the token holds the caller's roles`,
  algorithm: (algorithm) => `tokens signed with ${algorithm} are accepted, no others`,
  authorizationScheme: (word) => `the header reads "Authorization: ${word} …"`,
}

const QUESTIONS: { readonly [P in AuthFact]: Pick<Disagreement<unknown>, 'what' | 'concern'> } = {
  authScheme: { what: 'way callers are known', concern: 'security' },
  secretEnv: { what: 'environment variable of the secret', concern: 'internal' },
  issuedHere: { what: 'system that issues the tokens', concern: 'security' },
  identityClaim: { what: 'claim of the token that holds the user id', concern: 'security' },
  roleClaim: { what: 'claim of the token that holds the roles', concern: 'security' },
  algorithm: { what: 'algorithm of the tokens', concern: 'security' },
  authorizationScheme: { what: 'word before the token', concern: 'client-visible' },
}

/** Authentication schemes with a token after the word (IANA registry), and those that APIs use in fact. */
const SCHEME_WORDS = /^(?:Bearer|Token|JWT|Api-?Key|DPoP)$/i

/** Leaves out what only looks like the fact: words of prose, variables that every browser can read. */
function isPossible(property: AuthFact, value: unknown): boolean {
  if (typeof value !== 'string') return true
  if (property === 'authorizationScheme') return SCHEME_WORDS.test(value)
  return property !== 'secretEnv' || !/^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC)_/.test(value)
}

function isJwt(text: string): boolean {
  return /\bjwts?\b|\bjson web tokens?\b/i.test(text)
}

/** Settles how callers are known; without a word on it, that is asked before anything is written. */
export function decideAuth(assembly: Assembly): Auth {
  const claims = claimsAbout(assembly.reading.claims.filter(backendClaims(assembly)), 'service')
  const origins = new Map<string, readonly Origin[]>()
  const { sources } = assembly
  // A bearer token that is looked up as a session is none of the signed ones that its header suggests.
  const lookedUp = candidatesOf(claims, 'sessionLookup').length > 0
  const take = <P extends AuthFact>(property: P): ServiceFacts[P] | null => {
    const alternatives = settle(
      assembly.sources,
      'wire',
      candidatesOf(claims, property).filter(
        ({ value, span }) =>
          isPossible(property, value) && !(lookedUp && value === 'bearer-jwt' && !isJwt(sources.text(span))),
      ),
    )
    if (alternatives === null) return null
    const decision = decide(assembly, alternatives, {
      id: `auth-${property.toLowerCase()}`,
      subjects: property === 'identityClaim' ? ['auth', 'JWT user id claim'] : ['auth'],
      consequence: CONSEQUENCES[property],
      ...QUESTIONS[property],
    })
    origins.set(property, decision.origins)
    return decision.value
  }
  const issuedHere = take('issuedHere')
  const secretEnv = take('secretEnv')
  const claimed = assembly.answers.get(SESSION_LOOKUP) === 'jwt' ? 'bearer-jwt' : take('authScheme')
  const identityClaim = take('identityClaim')
  const algorithm = take('algorithm')
  const named = issuedHere ?? secretEnv ?? identityClaim ?? algorithm
  const scheme = claimed ?? (named === null ? unspecifiedScheme(assembly, origins) : 'bearer-jwt')
  if (secretEnv === null && scheme === 'bearer-jwt') {
    origins.set('secretEnv', [{ kind: 'standard', clause: 'AUTH-1' }])
  }
  return {
    scheme,
    secretEnv: secretVariable(scheme, secretEnv, issuedHere ?? false),
    issuedHere: issuedHere ?? false,
    identityClaim: scheme === 'none' ? 'sub' : decideIdentity(assembly, identityClaim ?? 'sub'),
    algorithm: algorithm ?? 'HS256',
    roleClaim: take('roleClaim'),
    authorizationScheme: take('authorizationScheme') ?? 'Bearer',
    lifetimes: {
      access: decideLifetime(assembly, 'access', origins),
      refresh: decideLifetime(assembly, 'refresh', origins),
    },
    origins: Object.fromEntries(origins),
  }
}

/** The variable of the shared secret: as documents name it, else Better Auth's, or one of the backend's own where it issues the tokens. */
function secretVariable(scheme: Auth['scheme'], named: string | null, issuedHere: boolean): string | null {
  if (scheme === 'none') return null
  if (named !== null || scheme !== 'bearer-jwt') return named
  return issuedHere ? 'JWT_SECRET' : 'BETTER_AUTH_SECRET'
}
