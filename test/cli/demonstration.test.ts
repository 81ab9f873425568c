import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/compile.js'
import { demonstration, signToken } from '../../src/cli/demonstration.js'

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

describe('demonstration', () => {
  it('registers and signs in where the service issues its own tokens', async () => {
    const folder = join(import.meta.dirname, '../fixtures/behaviour/accounts/library-desk')
    const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
    const lines = demonstration({ design, backend: '/desk', python: 'python', secret: null, now: 0 })
    expect(lines.join('\n')).not.toMatch(/Better Auth|demo-user/)
    expect(lines.slice(-3)).toEqual([
      'Try it; the answer to signing in holds the token:',
      `  curl -X POST -H 'Content-Type: application/json' -d '{"email":"demo@example.com","password":"Demo-passw0rd","name":"demo"}' http://127.0.0.1:8000/api/auth/register`,
      `  curl -X POST -H 'Content-Type: application/json' -d '{"email":"demo@example.com","password":"Demo-passw0rd"}' http://127.0.0.1:8000/api/auth/login`,
    ])
  })
})
