import { expect, it } from 'vitest'
import { readAccounts } from './accounts-fixture.js'

it('asks about locks, disabled accounts and people who are remembered', async () => {
  const { design } = await readAccounts('rowing-club')
  const question = design.questions.find(({ id }) => id === 'sign-in-guards')
  expect(question?.concern).toBe('security')
  expect(question?.subjects).toEqual(['POST /api/auth/login'])
  const asked = design.statements.filter(
    ({ outcome }) => outcome.status === 'asked' && outcome.questions.includes('sign-in-guards'),
  )
  expect(asked.map(({ text }) => text.slice(0, 6))).toEqual(['FR-001', 'FR-003', 'FR-006'])
})
