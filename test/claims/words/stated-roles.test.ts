import { describe, expect, test } from 'vitest'
import { statedRoles } from '../../../src/claims/words/stated-roles.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { sourceOf } from '../../../src/source/source-of.js'

function rolesOf(text: string): readonly string[] {
  const { document } = parseMarkdown(sourceOf('specs/api.md', text))
  if (document === null) throw new Error('the text is no Markdown')
  return statedRoles({ folder: '', documents: [document], diagnostics: [] })
}

describe('roles that documents list', () => {
  test.each([
    ['The claim `sub` is the user, the claim `role` is `resident` or `officer`.', ['resident', 'officer']],
    ['The role claim is one of clerk, vet or admin.', ['clerk', 'vet', 'admin']],
    ['Roles: `assistant`, `vet`, `admin`.', ['assistant', 'vet', 'admin']],
    ['Tokens carry `role` (resident | officer).', ['resident', 'officer']],
    ['The claim `role` is\n  `resident` or `officer`.', ['resident', 'officer']],
  ])('are read: %s', (text, roles) => {
    expect(rolesOf(text)).toEqual(roles)
  })

  test.each([
    'The claim `role` is required.',
    'The claim `role` is `user` or `officer`.',
    'Their roles are kept in a table and shown to nobody.',
    'The role is text or null.',
  ])('are none: %s', (text) => {
    expect(rolesOf(text)).toEqual([])
  })
})
