import { describe, expect, it } from 'vitest'
import { authSchemeReader } from '../../../src/claims/service/auth-scheme.js'
import { authenticationLeftOutReader } from '../../../src/claims/service/authentication-left-out.js'
import { noAuthenticationReader } from '../../../src/claims/service/no-authentication.js'
import { readText } from '../support/read-fixture.js'

async function valuesOf(reader: Parameters<typeof readText>[0], text: string): Promise<readonly unknown[]> {
  const { claims } = await readText(reader, text, 'specs/001-parcels/spec.md')
  return claims.map(({ value }) => value)
}

describe('a service without authentication', () => {
  it('says so', async () => {
    expect(
      await valuesOf(noAuthenticationReader, '# Parcels\n\n**Constraints**: No authentication\n'),
    ).toEqual(['none'])
  })

  it('is not one that tells what would be without', async () => {
    const text = '# Parcels\n\nWithout authentication, no user can send a parcel.\n'
    expect(await valuesOf(noAuthenticationReader, text)).toEqual([])
    const open = '# Parcels\n\nThe service is usable without authentication.\n'
    expect(await valuesOf(noAuthenticationReader, open)).toEqual(['none'])
  })

  it('is not one in which nothing works without', async () => {
    const text = '# Parcels\n\nEvery part needs a caller. Nothing works without login.\n'
    expect(await valuesOf(noAuthenticationReader, text)).toEqual([])
  })

  it('is not one that leaves out a second factor', async () => {
    const text = '# Parcels\n\n- Multi-factor authentication is not included\n'
    expect(await valuesOf(noAuthenticationReader, text)).toEqual([])
  })
})

describe('the algorithm of tokens', () => {
  it('is not what it is compared with, or may become', async () => {
    const text = '# Parcels\n\n- Faster than RS256\n- Migration to RS256 possible later\n- Tokens: HS256\n'
    expect(await valuesOf(authSchemeReader, text)).toEqual(['HS256'])
  })
})

describe('a table of what is out of scope', () => {
  const rows = '| Area | Description |\n|---|---|\n| Members | No authentication, no accounts |\n'

  it('leaves authentication out', async () => {
    expect(await valuesOf(noAuthenticationReader, `# Parcels\n\n## Out of Scope\n\n${rows}`)).toEqual([
      'none',
    ])
  })

  it('is needed for a cell to say so', async () => {
    expect(await valuesOf(noAuthenticationReader, `# Parcels\n\n## Risks\n\n${rows}`)).toEqual([])
  })
})

describe('authentication out of scope', () => {
  it('is left out as a whole', async () => {
    const text = '# Parcels\n\n## Out of Scope\n\n- user authentication;\n- tracking\n'
    expect(await valuesOf(authenticationLeftOutReader, text)).toEqual([
      { what: 'user authentication;', why: 'Out of Scope' },
    ])
  })

  it('is not what another system does', async () => {
    const text = '# Parcels\n\n## Out of Scope\n\n- user authentication (handled by Better Auth)\n'
    expect(await valuesOf(authenticationLeftOutReader, text)).toEqual([])
  })
})
