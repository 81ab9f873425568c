import { expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import { type Written, write } from './claims.js'

const DELETE = { kind: 'operation', method: 'DELETE', path: '/kilns/{id}' } as const

/** The access to an operation for which a contract asks for a token and a feature for a role. */
function accessOf(...told: readonly Written[]): string | undefined {
  const { reading, project } = write(
    {
      id: 'specs/contracts/api.yaml',
      kind: 'openapi',
      reader: 'openapi',
      claims: [
        [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'bearer-jwt' }],
        [2, { subject: DELETE, property: 'exists', value: true }],
        [3, { subject: DELETE, property: 'access', value: 'authenticated' }],
      ],
    },
    {
      id: 'specs/spec.md',
      kind: 'feature',
      claims: [
        [1, { subject: DELETE, property: 'access', value: 'role:potter' }],
        ...told.map((claim) => [2, claim] as const),
      ],
    },
  )
  return assembleDraft(reading, project, new Map()).operations[0]?.access
}

test('a role narrows the token that a contract asks for, where a claim of tokens tells roles', () => {
  expect(accessOf({ subject: { kind: 'service' }, property: 'roleClaim', value: 'role' })).toBe('role:potter')
})

test('a role narrows the token that a contract asks for, where a column tells one of several roles', () => {
  const role = { kind: 'column', entity: 'Member', field: 'role' } as const
  expect(accessOf({ subject: role, property: 'enum', value: ['guest', 'potter'] })).toBe('role:potter')
})

test('where nothing tells roles apart, the documents disagree', () => {
  expect(accessOf()).toBe('authenticated')
})
