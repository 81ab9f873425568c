import { describe, expect, it } from 'vitest'
import { sessionLookupReader } from '../../../src/claims/service/session-lookup.js'
import { readText } from '../support/read-fixture.js'

async function factsOf(sentence: string): Promise<readonly unknown[]> {
  const text = `# Parcels\n\n## Authentication\n\n${sentence}\n`
  const { claims } = await readText(sessionLookupReader, text, 'specs/001-parcels/spec.md')
  return claims.map(({ property, value }) => [property, value])
}

const scheme = ['authScheme', 'session']

describe('sessions of Better Auth that are looked up', () => {
  it.each([
    ["The backend validates the session token against Better Auth's `session` table.", null],
    ['The backend looks the session of Better Auth up in the shared database.', null],
    ['A session cookie is verified by querying the Better Auth sessions table.', 'cookie'],
    ['Bearer tokens are checked against the session table of Better Auth.', 'bearer'],
  ])('%s', async (sentence, carrier) => {
    expect(await factsOf(sentence)).toEqual([scheme, ['sessionLookup', { carrier }]])
  })

  it('are known by the name of their cookie', async () => {
    expect(
      await factsOf('Each request reads the session from `__Secure-better-auth.session_token`.'),
    ).toEqual([
      scheme,
      ['sessionLookup', { carrier: 'cookie' }],
      ['sessionCookie', 'better-auth.session_token'],
    ])
  })

  it.each([
    'Tokens of Better Auth are verified without a look into the session table.',
    'The backend verifies the JWT in the session cookie `better-auth.session_token`.',
    'The frontend checks the Better Auth session in the database.',
    'Sessions of a tasting are read from the sessions table.',
  ])('are not meant: %s', async (sentence) => {
    expect(await factsOf(sentence)).toEqual([])
  })
})
