import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signToken } from '../../src/cli/demonstration.js'

describe('signToken', () => {
  it('signs header and claims with HS256 (RFC 7515 appendix A.1)', () => {
    const token = signToken({ sub: 'demo-user' }, 'a secret of thirty-two characters', 1_700_000_000)
    const [head, body, signature] = token.split('.')
    const decode = (part: string | undefined): unknown =>
      JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    expect(decode(head)).toEqual({ alg: 'HS256', typ: 'JWT' })
    expect(decode(body)).toEqual({ sub: 'demo-user', iat: 1_700_000_000, exp: 1_700_000_900 })
    expect(signature).toBe(
      createHmac('sha256', 'a secret of thirty-two characters').update(`${head}.${body}`).digest('base64url'),
    )
  })
})
