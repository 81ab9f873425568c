import { expect, test } from 'vitest'
import { roleVocabulary, rolesIn } from '../../../src/claims/words/roles.js'

const ROLES = ['Clerk', 'Head Librarian', 'Admin']

test('a closed list of roles is one in brackets after the word', () => {
  expect(roleVocabulary('Tokens carry `roles[]` of the set\n(Clerk, Head Librarian, Admin).')).toEqual(ROLES)
  expect(roleVocabulary('Roles are free (see the guide).')).toEqual([])
})

test.each([
  ['Lend a book (Clerk or Head Librarian) — FR-003.', ['Clerk', 'Head Librarian']],
  ['Return a book (Clerk; approval by the Admin for late ones)', ['Clerk']],
  ['Roles: Clerk, Admin. Idempotent.', ['Clerk', 'Admin']],
  ['Lend a book (see FR-003)', []],
  ['Lend a book (Reader)', []],
])('%s', (sentence, roles) => {
  expect(rolesIn(sentence, ROLES)).toEqual(roles)
})
