import { describe, expect, it } from 'vitest'
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

  it('is not one that leaves out a second factor', async () => {
    const text = '# Parcels\n\n- Multi-factor authentication is not included\n'
    expect(await valuesOf(noAuthenticationReader, text)).toEqual([])
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
