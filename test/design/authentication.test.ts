import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Draft } from '../../src/design/draft.js'
import type { Written } from './claims.js'
import { write } from './claims.js'

const LOANS: Written = {
  subject: { kind: 'operation', method: 'GET', path: '/loans' },
  property: 'exists',
  value: true,
}

function draftOf(claims: readonly Written[], answers: ReadonlyMap<string, string> = new Map()): Draft {
  const { reading, project } = write({
    id: 'endpoints.md',
    kind: 'endpoints',
    claims: [LOANS, ...claims].map((claim, index) => [index + 1, claim]),
  })
  return assembleDraft(reading, project, answers)
}

/** The scheme, and who may list loans. */
function callersOf({ auth, operations }: Draft): readonly unknown[] {
  return [auth.scheme, operations[0]?.access]
}

const service = { kind: 'service' } as const

describe('callers', () => {
  test('are known by tokens, and nothing is public, when any scheme is known (AUTH-8)', () => {
    const draft = draftOf([{ subject: service, property: 'authScheme', value: 'bearer-jwt' }])
    expect(callersOf(draft)).toEqual(['bearer-jwt', 'authenticated'])
    expect(draft.questions).toEqual([])
  })

  test('are asked for before anything is written when no document knows them', () => {
    const draft = draftOf([])
    expect(callersOf(draft)).toEqual(['none', 'public'])
    expect(draft.questions).toMatchObject([
      {
        id: 'authentication',
        kind: 'missing',
        concern: 'security',
        blocking: true,
        sources: ['endpoints.md:1'],
        recommended: 'none',
        answer: null,
      },
    ])
  })

  test('are those that a person chose', () => {
    const draft = draftOf([], new Map([['authentication', 'bearer-jwt']]))
    expect(callersOf(draft)).toEqual(['bearer-jwt', 'authenticated'])
    expect(draft.questions).toMatchObject([{ id: 'authentication', answer: 'bearer-jwt' }])
  })

  test('are known by sessions of Better Auth once somebody says how they are told from others', () => {
    const cookie: readonly Written[] = [
      { subject: service, property: 'authScheme', value: 'session' },
      { subject: service, property: 'secretEnv', value: 'BETTER_AUTH_SECRET' },
    ]
    expect(draftOf(cookie).questions).toMatchObject([
      { id: 'session-lookup', blocking: true, concern: 'security', recommended: 'look-up' },
    ])
    expect(draftOf(cookie, new Map([['session-lookup', 'jwt']])).auth.scheme).toBe('bearer-jwt')
    const said = draftOf([
      ...cookie,
      { subject: service, property: 'sessionLookup', value: { carrier: null } },
    ])
    expect(said.questions).toEqual([])
    expect(said.auth.lookup).toEqual({
      carrier: 'cookie',
      cookie: 'better-auth.session_token',
      table: 'session',
      columns: { token: 'token', user: 'userId', expires: 'expiresAt' },
    })
  })

  test('are not known by the cookie of a system that nobody named', () => {
    const draft = draftOf([
      { subject: service, property: 'authScheme', value: 'session' },
      { subject: service, property: 'sessionCookie', value: 'connect.sid' },
    ])
    expect(draft.auth.lookup).toBeNull()
    expect(draft.questions).toMatchObject([{ id: 'unbuilt-authentication', blocking: true }])
  })

  test('need no word when a document says there is no authentication', () => {
    const draft = draftOf([{ subject: service, property: 'authScheme', value: 'none' }])
    expect(callersOf(draft)).toEqual(['none', 'public'])
    expect(draft.questions).toEqual([])
  })

  test('need no word when it is left out of the scope and no document knows callers', () => {
    const leftOut: Written = {
      subject: service,
      property: 'outOfScope',
      value: { what: 'user authentication', why: 'Out of Scope' },
    }
    const draft = draftOf([leftOut])
    expect(callersOf(draft)).toEqual(['none', 'public'])
    expect(draft.questions).toEqual([])
    const known = draftOf([
      leftOut,
      { subject: service, property: 'error', value: { status: 401, condition: 'no token', message: null } },
    ])
    expect(known.questions).toMatchObject([{ id: 'authentication', recommended: 'bearer-jwt' }])
  })

  test.each<Written>([
    {
      subject: service,
      property: 'access',
      value: { access: 'authenticated', prefix: null, except: [] },
    },
    { subject: service, property: 'error', value: { status: 401, condition: 'no token', message: null } },
    { subject: { kind: 'column', entity: 'Loan', field: 'user_id' }, property: 'type', value: 'string' },
  ])('are asked for, tokens recommended, when documents speak of them without a scheme: %j', (claim) => {
    const draft = draftOf([claim])
    expect(callersOf(draft)).toEqual(['bearer-jwt', 'authenticated'])
    expect(draft.questions).toMatchObject([
      { id: 'authentication', blocking: true, sources: ['endpoints.md:2'], recommended: 'bearer-jwt' },
    ])
  })
})

describe('the claim that is the caller', () => {
  const bearer: Written = { subject: service, property: 'authScheme', value: 'bearer-jwt' }
  const identity = (value: string): Written => ({ subject: service, property: 'identityClaim', value })

  test('is `sub`, unasked', () => {
    const { auth, questions } = draftOf([bearer, identity('sub')])
    expect([auth.identityClaim, questions]).toEqual(['sub', []])
  })

  test.each(['userId', 'id', 'email'])(
    'is not %s, which other tokens carry, until a person says so',
    (claim) => {
      const { auth, questions } = draftOf([bearer, identity(claim)])
      expect(auth.identityClaim).toBe('sub')
      expect(questions).toMatchObject([
        {
          id: 'identity-claim',
          concern: 'security',
          blocking: true,
          sources: ['endpoints.md:3'],
          recommended: 'sub',
        },
      ])
      const chosen = draftOf([bearer, identity(claim)], new Map([['identity-claim', 'as-specified']]))
      expect(chosen.auth.identityClaim).toBe(claim)
    },
  )

  test('is another as specified, with a question', () => {
    const { auth, questions } = draftOf([bearer, identity('member')])
    expect(auth.identityClaim).toBe('member')
    expect(questions).toMatchObject([{ id: 'identity-claim', blocking: false, recommended: 'as-specified' }])
  })
})

test('every origin is no origin, and asked', () => {
  const { service: settled, questions } = draftOf([
    { subject: service, property: 'authScheme', value: 'bearer-jwt' },
    { subject: service, property: 'corsOrigins', value: ['*', 'http://localhost:3000'] },
    { subject: { kind: 'setting', name: 'CORS_ORIGINS' }, property: 'example', value: '*' },
  ])
  expect(settled.corsOrigins).toEqual(['http://localhost:3000'])
  expect(questions).toMatchObject([
    { id: 'cors-any-origin', concern: 'security', sources: ['endpoints.md:3', 'endpoints.md:4'] },
  ])
})
