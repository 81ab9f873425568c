import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const service = { kind: 'service' } as const
const operation = (method: 'GET' | 'POST', path: string) => ({ kind: 'operation', method, path }) as const

/** A document that names operations, one a line. */
function naming(
  id: string,
  kind: WrittenSource['kind'],
  operations: readonly (readonly ['GET' | 'POST', string])[],
  feature?: number,
): WrittenSource {
  return {
    id,
    kind,
    ...(feature === undefined ? {} : { feature }),
    claims: operations.map(([method, path], index) => [
      index + 10,
      { subject: operation(method, path), property: 'exists', value: true },
    ]),
  }
}

function read(...sources: readonly WrittenSource[]) {
  const { reading, project } = write(...sources)
  return assembleDraft(reading, project, new Map())
}

describe('scope', () => {
  test('leaves the endpoints of the library that issues tokens to it, and asks when a contract has them', () => {
    const contract = naming('contracts/api.yaml', 'openapi', [
      ['POST', '/api/auth/sign-in'],
      ['GET', '/api/recipes'],
    ])
    const draft = read({
      ...contract,
      claims: [...contract.claims, [2, { subject: service, property: 'issuedHere', value: false }]],
    })
    expect(draft.operations.map(({ id }) => id)).toEqual(['GET /api/recipes'])
    expect(draft.outOfScope.map(({ what, why }) => [what, why])).toEqual([
      ['POST /api/auth/sign-in', 'served by the library that issues the tokens'],
    ])
    expect(draft.questions.filter(({ id }) => id === 'who-serves-authentication')).toMatchObject([
      { id: 'who-serves-authentication', sources: ['contracts/api.yaml:10', 'contracts/api.yaml:2'] },
    ])
  })

  test('keeps a health endpoint that only a quickstart names', () => {
    const draft = read(
      naming('contracts/api.yaml', 'openapi', [['GET', '/recipes']]),
      naming('quickstart.md', 'quickstart', [['GET', '/health']]),
    )
    expect(draft.operations.map(({ id }) => id)).toEqual(['GET /recipes', 'GET /health'])
  })

  test('leaves out what only a constitution names beside a contract', () => {
    const draft = read(
      naming('contracts/api.yaml', 'openapi', [['GET', '/recipes']]),
      naming('constitution.md', 'constitution', [['POST', '/meals']]),
    )
    expect(draft.operations.map(({ id }) => id)).toEqual(['GET /recipes'])
    expect(draft.outOfScope.map(({ what }) => what)).toEqual(['POST /meals'])
  })

  test('takes the path of the later feature when only a user id in it differs, and asks', () => {
    const draft = read(
      naming('specs/1/contracts/api.yaml', 'openapi', [['GET', '/api/{user_id}/recipes']], 1),
      naming('specs/2/contracts/api.yaml', 'openapi', [['GET', '/api/recipes']], 2),
    )
    expect(draft.operations.map(({ id }) => id)).toEqual(['GET /api/recipes'])
    expect(draft.outOfScope).toMatchObject([
      { what: 'GET /api/{user_id}/recipes', why: 'replaced by GET /api/recipes' },
    ])
    expect(draft.questions.filter(({ id }) => id !== 'authentication')).toMatchObject([
      { id: 'user-in-path', blocking: false, recommended: 'without-user' },
    ])
  })

  test('serves the path that a person chose', () => {
    const { reading, project } = write(
      naming('specs/1/contracts/api.yaml', 'openapi', [['GET', '/api/{user_id}/recipes']], 1),
      naming('specs/2/contracts/api.yaml', 'openapi', [['GET', '/api/recipes']], 2),
    )
    const draft = assembleDraft(reading, project, new Map([['user-in-path', 'with-user']]))
    expect(draft.operations.map(({ id }) => id)).toEqual(['GET /api/{user_id}/recipes'])
    expect(draft.questions.filter(({ id }) => id !== 'authentication')).toMatchObject([
      { id: 'user-in-path', answer: 'with-user' },
    ])
    expect(draft.assumptions).toEqual([])
  })

  test('takes an example for the operation it is an example of', () => {
    const draft = read(
      naming('contracts/api.yaml', 'openapi', [
        ['GET', '/v1/recipes/{recipe_id}'],
        ['GET', '/v1/recipes/popular'],
      ]),
      naming('quickstart.md', 'quickstart', [
        ['GET', 'http://localhost:8000/v1/recipes/42'],
        ['GET', '/recipes/:id'],
      ]),
    )
    expect(draft.operations.map(({ id }) => id)).toEqual([
      'GET /v1/recipes/{recipe_id}',
      'GET /v1/recipes/popular',
    ])
  })
})

describe('access', () => {
  const rule: WrittenSource = {
    id: 'api.md',
    kind: 'endpoints',
    claims: [
      [1, { subject: service, property: 'authScheme', value: 'bearer-jwt' }],
      [
        2,
        {
          subject: service,
          property: 'access',
          value: { access: 'authenticated', prefix: null, except: ['GET /recipes'] },
        },
      ],
    ],
  }

  test('a user id in the path is the caller, an exception is open', () => {
    const draft = read(
      rule,
      naming('contracts/api.yaml', 'openapi', [
        ['GET', '/recipes'],
        ['POST', '/recipes'],
        ['GET', '/users/{user_id}/recipes'],
      ]),
    )
    expect(draft.operations.map(({ id, access }) => [id, access])).toEqual([
      ['GET /recipes', 'public'],
      ['POST /recipes', 'authenticated'],
      ['GET /users/{user_id}/recipes', 'owner'],
    ])
  })

  test('without a word on it nothing is public', () => {
    const draft = read(
      { ...rule, claims: rule.claims.slice(0, 1) },
      naming('contracts/api.yaml', 'openapi', [['GET', '/recipes']]),
    )
    expect(draft.operations[0]?.access).toBe('authenticated')
    expect(draft.operations[0]?.origins['access']).toEqual([{ kind: 'standard', clause: 'AUTH-8' }])
  })
})

describe("another user's row", () => {
  test('is asked when documents disagree', () => {
    const at = (id: string, status: number, condition: string): WrittenSource => ({
      id,
      kind: 'endpoints',
      claims: [
        [1, { subject: service, property: 'authScheme', value: 'bearer-jwt' }],
        [
          5,
          {
            subject: operation('GET', '/recipes/{id}'),
            property: 'error',
            value: { status, condition, message: null },
          },
        ],
      ],
    })
    const draft = read(
      at('a.md', 403, 'recipe belongs to another user'),
      at('b.md', 404, 'not found, or owned by another user'),
    )
    expect(draft.foreignRow).toBe(403)
    expect(draft.questions.filter(({ id }) => id === 'foreign-row')).toMatchObject([
      { id: 'foreign-row', concern: 'security', blocking: true, sources: ['a.md:5', 'b.md:5'] },
    ])
  })

  test('takes what a feature about the frontend says for its own, unless no other feature gives operations', () => {
    const pages = [
      { id: 'specs/002-pages/ui/list.md', kind: 'frontend', feature: 2, claims: [] } as const,
      naming('specs/002-pages/contracts/api.md', 'endpoints', [['GET', '/api/recipes']], 2),
    ]
    const api = naming('specs/001-api/contracts/api.md', 'endpoints', [['GET', '/api/recipes']], 1)
    const other = (...sources: readonly WrittenSource[]) => [
      ...(read(...sources).otherSubjects?.keys() ?? []),
    ]
    expect(other(...pages, api)).toEqual(['specs/002-pages/ui/list.md'])
    expect(other(...pages)).toEqual([])
  })
})
