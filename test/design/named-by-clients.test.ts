import { expect, it } from 'vitest'
import { namedByClients } from '../../src/design/named-by-clients.js'
import type { Step } from '../../src/design/step.js'

const find: Step = {
  kind: 'find',
  row: 'exhibit',
  entity: 'Exhibit',
  key: { field: 'id', value: { kind: 'path', name: 'id' } },
  owner: null,
  otherwise: { status: 404, message: 'Exhibit not found' },
  foreign: null,
  origins: [],
}
const assign: Step = {
  kind: 'assign',
  row: 'exhibit',
  values: [{ field: 'cover_url', value: { kind: 'body', field: 'cover' }, whenBody: 'cover' }],
  duplicate: null,
  origins: [],
}
const permit: Step = {
  kind: 'permit',
  roles: ['keeper'],
  source: { kind: 'claim', claim: 'role' },
  otherwise: { status: 403, message: 'Forbidden' },
  origins: [],
}

it.each([
  ['a body that fills the column', [find, assign], 'cover_url', true],
  ['a body that fills another', [find, assign], 'photos', false],
  ['a body that only a role may send', [permit, find, assign], 'cover_url', false],
  ['no body at all', [find], 'cover_url', false],
])('tells of %s', (_, steps, field, expected) => {
  expect(namedByClients([{ steps }, { steps: null }], 'Exhibit', field)).toBe(expected)
})
