import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Draft } from '../../src/design/draft.js'
import type { Written } from './claims.js'
import { write } from './claims.js'

const service = { kind: 'service' } as const
const SIGN_IN: Written = {
  subject: { kind: 'operation', method: 'POST', path: '/login' },
  property: 'exists',
  value: true,
}
const BEARER: Written = { subject: service, property: 'authScheme', value: 'bearer-jwt' }
const TWO: readonly Written[] = [900, 3600].map((seconds) => ({
  subject: service,
  property: 'tokenLifetime',
  value: { token: 'access', seconds },
}))

function draftOf(claims: readonly Written[]): Draft {
  const { reading, project } = write({
    id: 'endpoints.md',
    kind: 'endpoints',
    claims: claims.map((claim, index) => [index + 1, claim]),
  })
  return assembleDraft(reading, project, new Map())
}

describe('how long tokens are valid', () => {
  test('is asked where documents say two times and this service signs people in', () => {
    const { questions } = draftOf([SIGN_IN, BEARER, ...TWO])
    expect(questions.map(({ id }) => id)).toContain('auth-access-token-lifetime')
  })

  test('is no question where another system issues the tokens', () => {
    const elsewhere: Written = { subject: service, property: 'issuedHere', value: false }
    const { auth, questions } = draftOf([SIGN_IN, BEARER, elsewhere, ...TWO])
    expect(questions.map(({ id }) => id)).not.toContain('auth-access-token-lifetime')
    expect(auth.lifetimes.access).toBeNull()
  })
})
