import { isUndescribed } from '../credentials/shown.js'
import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'

/** Signing in answers a token, and no document says under which key. */
export const loginAnswer: Doubt = (candidate, { id, behaviour, steps }) => {
  if (behaviour !== 'login' || steps === null || !isUndescribed(candidate)) return []
  const question = questionId(candidate.operation, 'answer')
  return [
    {
      id: question,
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `${id} signs people in, and nothing says what it answers.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        { id: 'oauth2', label: 'clients read {"access_token": …, "token_type": "bearer"}, as OAuth2 has it' },
        { id: 'later', label: 'the specification shall say it; clients read the same until then' },
      ],
      recommended: 'oauth2',
      answer: candidate.answers.get(question) ?? null,
    },
  ]
}
