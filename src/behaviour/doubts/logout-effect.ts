import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { demandsRevocation, logoutQuestion } from '../credentials/revocation.js'

/** Logging out is asked for, and no document says what becomes of the token. */
export const logoutEffect: Doubt = (candidate, { id, behaviour, steps }) => {
  if (behaviour !== 'logout' || steps === null) return []
  // What the documents demand needs no question.
  if (steps.some(({ kind }) => kind === 'end') && demandsRevocation(candidate)) return []
  const renewed = candidate.draft.auth.sessions !== undefined
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
          label: renewed
            ? 'the refresh token stops working; an access token that was copied works until it expires'
            : 'the client forgets its token; whoever copied it can use it until it expires',
        },
        {
          id: 'revoke',
          label: 'the token stops working at once; every request looks its session up in the database',
        },
      ],
      recommended: 'client',
      answer: candidate.answers.get(question) ?? null,
    },
  ]
}
