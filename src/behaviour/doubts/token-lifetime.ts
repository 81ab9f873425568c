import { LIFETIMES, lifetimeOf, lifetimeQuestion, recommendedLifetime } from '../credentials/lifetime.js'
import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'

/** Tokens are issued, and no document says how long they are valid. */
export const tokenLifetime: Doubt = (candidate, { id, steps }) =>
  (steps ?? []).flatMap((step) => {
    if (step.kind !== 'issue' || lifetimeOf(candidate, step.token).specified) return []
    const question = lifetimeQuestion(step.token)
    return [
      {
        id: question,
        kind: 'missing' as const,
        concern: 'security' as const,
        blocking: false,
        subjects: ['auth', id],
        about: `${id} issues ${step.token} tokens, and nothing says how long they are valid.`,
        sources: [],
        spans: spansOf(candidate.operation),
        options: LIFETIMES[step.token].map(([option, , label]) => ({ id: option, label })),
        recommended: recommendedLifetime(candidate, step.token),
        answer: candidate.answers.get(question) ?? null,
      },
    ]
  })
