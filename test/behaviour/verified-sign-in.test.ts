import { describe, expect, test } from 'vitest'
import { keepsUnverifiedOut } from '../../src/behaviour/credentials/verified-sign-in.js'
import { readAccounts, stepsOf } from './accounts-fixture.js'

describe('a service that lets in only who verified an address', () => {
  test('has an answer of its own for a right password without that', async () => {
    const { design, text } = await readAccounts('bee-keepers')
    expect(stepsOf(design, 'POST /auth/login')).toContainEqual(
      expect.objectContaining({
        kind: 'verify',
        verified: { field: 'is_verified', otherwise: { status: 403, message: 'Email not verified' } },
      }),
    )
    expect(text('app/routers/auth.py')).toContain('if not keeper.is_verified:')
    expect(text('tests/test_auth.py')).toContain('refuses_an_unverified_account')
  })

  test('accounts for the sentences by the refusal, not by the mail', async () => {
    const { design } = await readAccounts('bee-keepers')
    const outcomes = design.statements.filter(({ label }) => /^FR-00[12]$/.test(label ?? ''))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      { status: 'implemented', aspects: ['POST /auth/login#error.403.condition'] },
      { status: 'implemented', aspects: ['POST /auth/login#error.403.condition'] },
    ])
  })

  test('leaves signing in unbuilt where nothing tells who is verified', async () => {
    const { design } = await readAccounts('glass-blowers')
    expect(design.operations.find(({ id }) => id === 'POST /auth/login')?.notImplemented).toBe(
      'only verified accounts may sign in, and no column of Blower marks them',
    )
  })
})

test.each([
  ['Login MUST be refused with 403 until the e-mail is verified.', true],
  ['Only verified members may sign in.', true],
  ['Unverified accounts cannot log in.', true],
  ['Members must confirm their address before they can log in.', true],
  ['Users can sign in without verifying their e-mail, which is only a hint.', false],
  ['Email verification is not required before login.', false],
  ['Tests must verify account deletion including confirmation and login prevention.', false],
  ['The token must be verified before the login page is shown.', false],
  ['Sign in, create a loan, verify it appears only for the authenticated user.', false],
])('%s → %s', (text, demanded) => {
  expect(keepsUnverifiedOut(text)).toBe(demanded)
})
