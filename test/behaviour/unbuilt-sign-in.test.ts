import { expect, it } from 'vitest'
import { readAccounts } from './accounts-fixture.js'

it('asks about people who are remembered, and not about locks and disabled accounts that are built', async () => {
  const { design } = await readAccounts('rowing-club')
  const question = design.questions.find(({ id }) => id === 'sign-in-guards')
  expect(question?.concern).toBe('security')
  expect(question?.subjects).toEqual(['POST /api/auth/login'])
  const asked = design.statements.filter(
    ({ outcome }) => outcome.status === 'asked' && outcome.questions.includes('sign-in-guards'),
  )
  expect(asked.map(({ text }) => text.slice(0, 6))).toEqual(['FR-006'])
  const login = design.operations.find(({ id }) => id === 'POST /api/auth/login')
  expect(login?.steps?.[0]).toMatchObject({
    inactive: { status: 403, message: 'Account is disabled' },
    lock: { attempts: 5, seconds: 900, otherwise: { status: 423 } },
  })
})
