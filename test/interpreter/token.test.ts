import { describe, expect, it } from 'vitest'
import { readToken, type TokenRules } from '../../src/interpreter/token.js'
import { library } from '../fastapi/fixtures/library.js'
import { SECRET, token } from './client.js'

const NOW = 1_772_704_800
const RULES: TokenRules = {
  auth: library.auth,
  secret: SECRET,
  userId: 'string',
  roleClaim: null,
  sessions: false,
  longestUserId: 64,
}
const read = (claims: object, rules = RULES): unknown => readToken(`Bearer ${token(claims)}`, rules, NOW)

describe('readToken', () => {
  it('takes the subject for the caller', () => {
    expect(read({ sub: 'ada', exp: NOW + 1 })).toEqual({
      kind: 'caller',
      id: 'ada',
      roles: [],
      session: null,
    })
    expect(readToken(`bearer ${token({ sub: 'ada', exp: NOW + 1 })}`, RULES, NOW)).toMatchObject({
      id: 'ada',
    })
  })

  it('allows clocks to differ by ten seconds, and no more', () => {
    expect(read({ sub: 'ada', exp: NOW - 9 })).toMatchObject({ kind: 'caller' })
    expect(read({ sub: 'ada', exp: NOW - 10 })).toEqual({ kind: 'expired' })
    expect(read({ sub: 'ada', exp: NOW + 60, nbf: NOW + 10 })).toMatchObject({ kind: 'caller' })
    expect(read({ sub: 'ada', exp: NOW + 60, nbf: NOW + 11 })).toEqual({ kind: 'invalid' })
  })

  it.each([
    ['no subject', { exp: NOW + 60 }],
    ['no end', { sub: 'ada' }],
    ['a subject that is no text', { sub: 5, exp: NOW + 60 }],
    ['a blank subject', { sub: ' ', exp: NOW + 60 }],
    ['a subject that no column holds', { sub: 'a'.repeat(65), exp: NOW + 60 }],
    ['an end that is no moment', { sub: 'ada', exp: 'tomorrow' }],
  ])('refuses a token with %s', (_what, claims) => {
    expect(read(claims)).toEqual({ kind: 'invalid' })
  })

  it('refuses other keys, algorithms, schemes and forms', () => {
    const claims = { sub: 'ada', exp: NOW + 60 }
    for (const header of [
      undefined,
      '',
      token(claims),
      `Basic ${token(claims)}`,
      `Bearer ${token(claims, 'another secret')}`,
      `Bearer ${token(claims, SECRET, { alg: 'HS512', typ: 'JWT' })}`,
      `Bearer ${token(claims, SECRET, { alg: 'none' })}`,
      `Bearer ${token(claims)}.x`,
      `Bearer ${token(claims).slice(0, -1)}`,
      `Bearer ${'a'.repeat(9000)}`,
    ]) {
      expect(readToken(header, RULES, NOW)).toEqual({ kind: 'invalid' })
    }
  })

  it('knows users by UUID or number where columns do', () => {
    const id = 'AAAAAAAA-0000-4000-8000-000000000001'
    expect(read({ sub: id, exp: NOW + 60 }, { ...RULES, userId: 'uuid' })).toMatchObject({
      id: id.toLowerCase(),
    })
    expect(read({ sub: 'ada', exp: NOW + 60 }, { ...RULES, userId: 'uuid' })).toEqual({ kind: 'invalid' })
    expect(read({ sub: '41', exp: NOW + 60 }, { ...RULES, userId: 'integer' })).toMatchObject({ id: 41 })
    expect(read({ sub: '041', exp: NOW + 60 }, { ...RULES, userId: 'integer' })).toEqual({ kind: 'invalid' })
  })
})
