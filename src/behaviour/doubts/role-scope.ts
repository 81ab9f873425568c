import { rolesOf } from '../credentials/roles.js'
import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { ROLE_SCOPE } from '../steps/owner.js'

/** Callers with a role reach rows that belong to users, and no document says whose. */
export const roleScope: Doubt = ({ draft, operation, answers }, { id, access, steps }) => {
  const roles = rolesOf(access)
  if (steps === null || roles.length === 0) return []
  const reached = steps.flatMap((step) =>
    step.kind === 'select' || (step.kind === 'find' && step.key.value.kind === 'path')
      ? draft.entities.filter(({ name, owner }) => name === step.entity && owner !== null)
      : [],
  )
  const [entity] = reached
  if (entity === undefined) return []
  return [
    {
      id: ROLE_SCOPE,
      kind: 'ambiguous',
      concern: 'security',
      blocking: false,
      subjects: [id, entity.name],
      about: `${id} is for ${roles.join(' or ')}, and rows of ${entity.name} belong to users: nothing says whose rows are meant.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        { id: 'all', label: `who has the role reaches the rows of all users` },
        { id: 'own', label: `who has the role reaches only rows of their own` },
      ],
      recommended: 'all',
      answer: answers.get(ROLE_SCOPE) ?? null,
    },
  ]
}
