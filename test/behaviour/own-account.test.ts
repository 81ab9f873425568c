import { expect, test } from 'vitest'
import { completeDesign } from './complete-design.js'
import { kinds, readAccounts, stepsOf } from './accounts-fixture.js'
import { draft, operation } from './fixtures/build.js'

test('callers remove their own account', async () => {
  const { design, text } = await readAccounts('boat-house')
  expect(kinds(design, 'DELETE /auth/me')).toEqual(['authenticate', 'find', 'remove', 'respond'])
  expect(stepsOf(design, 'DELETE /auth/me')).toContainEqual(
    expect.objectContaining({
      kind: 'find',
      entity: 'Rower',
      key: { field: 'id', value: { kind: 'caller' } },
      otherwise: expect.objectContaining({ status: 401 }),
    }),
  )
  expect(text('app/routers/auth.py')).toContain('await session.delete(rower)')
})

test('a removal of an account that leaves something behind is not built', () => {
  const { operations } = completeDesign(
    draft({
      operations: [
        operation('DELETE /users/me', {
          access: 'authenticated',
          facts: { description: 'Anonymizes the account of the caller' },
        }),
      ],
    }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
  expect(operations[0]?.notImplemented).not.toBeNull()
})
