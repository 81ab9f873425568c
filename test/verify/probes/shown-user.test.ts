import { expect, test } from 'vitest'
import { showsUser } from '../../../src/verify/probes/isolation/shown-user.js'

const MEMBERS = new Set(['ownerid'])

test('a number is a user only below a member that is called after owners', () => {
  const text = '[{"id": 93, "owner_id": 92, "pages": 93, "made_at": "2026-11-23T17:31:25.837943Z"}]'
  expect(showsUser(MEMBERS, text, '92')).toBe(true)
  expect(showsUser(MEMBERS, text, '93')).toBe(false)
  expect(showsUser(MEMBERS, '{"ownerId":"92"}', '92')).toBe(true)
})

test('a long id is a user wherever it stands', () => {
  const id = 'k3b1c0de9f'
  expect(showsUser(MEMBERS, `{"message": "no lamp of ${id}"}`, id)).toBe(true)
  expect(showsUser(MEMBERS, '{"message": "no lamp"}', id)).toBe(false)
})
