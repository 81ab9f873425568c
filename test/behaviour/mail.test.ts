import { describe, expect, test } from 'vitest'
import { kinds, readAccounts, stepsOf } from './accounts-fixture.js'

describe('a service that verifies addresses and resets passwords by mail', () => {
  test('sends a token at signing up and takes it once', async () => {
    const { design } = await readAccounts('bread-club')
    expect(kinds(design, 'POST /auth/signup')).toEqual(['insert', 'mail', 'respond'])
    expect(stepsOf(design, 'POST /auth/verify-email')).toContainEqual(
      expect.objectContaining({
        kind: 'redeem',
        purpose: 'verify',
        otherwise: { status: 400, message: 'Invalid or expired verification token' },
      }),
    )
  })

  test('answers a forgotten password alike for everybody, and ends all sessions with a new one', async () => {
    const { design, text } = await readAccounts('bread-club')
    expect(kinds(design, 'POST /auth/forgot-password')).toEqual(['mail', 'respond'])
    expect(kinds(design, 'POST /auth/reset-password')).toEqual(['redeem', 'assign', 'end', 'respond'])
    expect(text('app/mail_tokens.py')).toContain('hashlib.sha256(token.encode()).hexdigest()')
    expect(text('.env.example')).toContain('SMTP_HOST=')
  })

  test('reads how long tokens are valid', async () => {
    const { design } = await readAccounts('bread-club')
    expect(design.auth.mailTokens?.lifetimes).toEqual({ verify: 86_400, reset: 1800 })
    expect(design.auth.sessions?.lifetime).toBe(30 * 86_400)
  })

  test('lets people in who have no token yet', async () => {
    const { design } = await readAccounts('bread-club')
    const open = design.operations.filter(({ access }) => access === 'public').map(({ id }) => id)
    expect(open).toEqual([
      'POST /auth/signup',
      'POST /auth/login',
      'POST /auth/refresh',
      'POST /auth/verify-email',
      'POST /auth/forgot-password',
      'POST /auth/reset-password',
    ])
  })

  test('reads the standard form of OAuth2 in prose', async () => {
    const { design } = await readAccounts('bread-club')
    const login = design.operations.find(({ behaviour }) => behaviour === 'login')
    expect(login?.form).toBe(true)
    expect(login?.body.map(({ name }) => name)).toEqual(['username', 'password'])
  })
})
