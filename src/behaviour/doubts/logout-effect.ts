import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { logoutQuestion } from '../recognisers/logout.js'

/** Logging out is asked for, and no document says what becomes of the token. */
export const logoutEffect: Doubt = (candidate, { id, behaviour, steps }) => {
  if (behaviour !== 'logout' || steps === null) return []
  const question = logoutQuestion(candidate)
  return [
    {
      id: question,
      kind: 'missing',
      concern: 'security',
      blocking: false,
      subjects: [id],
      about: `${id} ends a session, and nothing says what becomes of the token.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        {
          id: 'client',
          label: 'the client forgets its token; whoever copied it can use it until it expires',
        },
        {
          id: 'later',
          label: 'the token must stop working; the route stays in the design as not implemented',
        },
      ],
      recommended: 'client',
      answer: candidate.answers.get(question) ?? null,
    },
  ]
}
