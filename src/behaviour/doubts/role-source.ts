import { ROLE_SOURCE, roleSource, rolesOf } from '../credentials/roles.js'
import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'

/** Callers need a role, and no document says where a role stands. */
export const roleSources: Doubt = (candidate, { id, access, steps }) => {
  const roles = rolesOf(access)
  if (steps === null || roles.length === 0 || roleSource(candidate, roles).specified) return []
  return [
    {
      id: ROLE_SOURCE,
      kind: 'missing',
      concern: 'security',
      blocking: false,
      subjects: ['roles', id],
      about: `${id} needs the role ${roles.join(' or ')}, and nothing says where the roles of a caller stand.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        {
          id: 'roles',
          label: 'the issuer puts them into the claim `roles` of the token; a token without is refused',
        },
        {
          id: 'role',
          label: 'the issuer puts one into the claim `role` of the token; a token without is refused',
        },
      ],
      recommended: 'roles',
      answer: candidate.answers.get(ROLE_SOURCE) ?? null,
    },
  ]
}
