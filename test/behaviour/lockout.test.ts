import { describe, expect, test } from 'vitest'
import { answersInactive } from '../../src/behaviour/credentials/inactive-sign-in.js'
import { locksAccounts } from '../../src/behaviour/credentials/lockout.js'
import { readAccounts, stepsOf } from './accounts-fixture.js'

describe('a service that locks accounts', () => {
  test('counts failures in columns of its own, and answers as documented', async () => {
    const { design, text } = await readAccounts('boat-house')
    expect(stepsOf(design, 'POST /auth/login')).toContainEqual(
      expect.objectContaining({
        kind: 'verify',
        inactive: { status: 403, message: 'Account is not active' },
        lock: {
          failures: 'failed_logins',
          until: 'locked_until',
          attempts: 5,
          seconds: 900,
          otherwise: { status: 423, message: 'Account is locked' },
        },
      }),
    )
    const router = text('app/routers/auth.py')
    expect(router).toContain('.with_for_update()')
    expect(router).toContain('rower.failed_logins += 1')
    expect(router).toContain('rower.locked_until = utc_now() + timedelta(minutes=15)')
    expect(text('tests/test_auth.py')).toContain('locks_an_account_after_failures')
  })

  test('accounts for the sentences by the refusals', async () => {
    const { design } = await readAccounts('boat-house')
    const outcomes = design.statements.filter(({ label }) => /^FR-00[12]$/.test(label ?? ''))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      { status: 'implemented', aspects: ['POST /auth/login#error.423.condition'] },
      { status: 'implemented', aspects: ['POST /auth/login#error.403.condition'] },
    ])
    expect(design.questions.map(({ id }) => id)).not.toContain('sign-in-guards')
  })
})

test.each([
  ['After 5 failed login attempts the account is locked for 15 minutes.', true],
  ['Accounts lock for one hour after three wrong passwords.', true],
  ['After 5 failed attempts within 10 minutes the account is locked for an hour.', false],
  ['5 failed attempts in 10 minutes lock the account for 15 minutes.', false],
  ['After 5 failed attempts the IP address is locked out for an hour.', false],
  ['Accounts locked after failed logins are unlocked by an administrator.', false],
  ['The account lockout after failed logins is not part of this version.', false],
])('%s → %s', (text, locks) => {
  expect(locksAccounts(text)).toBe(locks)
})

test.each([
  ['Disabled accounts get 403 at login.', true],
  ['Inactive users cannot log in.', false],
])('%s → %s', (text, answers) => {
  expect(answersInactive(text)).toBe(answers)
})
