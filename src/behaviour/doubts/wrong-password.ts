import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { changePassword, wrongPasswordAnswer, wrongPasswordQuestion } from '../recognisers/change-password.js'

/** A password is changed by who knows the old one, and no document says what a wrong one answers. */
export const wrongPassword: Doubt = (candidate, { id, steps }) => {
  const checks = (steps ?? []).some((step) => step.kind === 'verify' && step.keys.length === 0)
  if (!checks || !changePassword.recognises(candidate) || wrongPasswordAnswer(candidate).specified) return []
  const question = wrongPasswordQuestion(candidate)
  return [
    {
      id: question,
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `${id} checks the current password, and nothing says what a wrong one answers.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        { id: '400', label: 'a wrong current password is an invalid request: 400' },
        { id: '403', label: 'a wrong current password is a refusal: 403' },
      ],
      recommended: '400',
      answer: candidate.answers.get(question) ?? null,
    },
  ]
}
