import { describe, expect, test } from 'vitest'
import { kinds, readAccounts, stepsOf } from './accounts-fixture.js'

describe('a service whose sign-ins can be renewed and ended', () => {
  test('keeps a session for each sign-in, with the hash of its token alone', async () => {
    const { design, text } = await readAccounts('tide-station')
    expect(design.auth.sessions).toEqual({
      entity: 'LoginSession',
      accounts: 'Observer',
      key: 'id',
      account: 'observer_id',
      hash: 'token_hash',
      expires: 'expires_at',
      lifetime: 14 * 86_400,
      checked: true,
    })
    expect(kinds(design, 'POST /api/auth/login')).toEqual(['verify', 'issue', 'issue', 'respond'])
    expect(text('app/login_sessions.py')).toContain('hashlib.sha256(secret.encode()).hexdigest()')
  })

  test('exchanges a refresh token once, and ends the session of one that comes again', async () => {
    const { design, text } = await readAccounts('tide-station')
    const [renew] = stepsOf(design, 'POST /api/auth/refresh')
    expect(renew).toMatchObject({
      kind: 'renew',
      rotates: true,
      token: { kind: 'body', field: 'refresh_token' },
      active: { field: 'is_active' },
      otherwise: { status: 401, message: 'Refresh token is invalid or expired' },
    })
    expect(text('app/login_sessions.py')).toContain(
      'await session.exec(delete(LoginSession).where(col(LoginSession.id) == session_id))',
    )
  })

  test('ends the session at logging out, and refuses its access token from then on', async () => {
    const { design, text } = await readAccounts('tide-station')
    expect(kinds(design, 'POST /api/auth/logout')).toEqual(['authenticate', 'end', 'respond'])
    expect(text('app/auth.py')).toContain(
      'if session_id is not None and not await is_live(session, session_id):',
    )
    expect(design.questions.map(({ id }) => id)).not.toContain('post-api-auth-logout-effect')
  })

  test('counts the sentences about it as demands that tests prove', async () => {
    const { design } = await readAccounts('tide-station')
    const about = design.statements.filter(({ text }) => /rotated|revoked/.test(text))
    expect(about.map(({ outcome }) => outcome.status)).toEqual(['implemented', 'implemented'])
  })
})
