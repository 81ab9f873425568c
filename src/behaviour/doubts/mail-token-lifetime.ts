import {
  MAIL_LIFETIMES,
  mailLifetimeQuestion,
  recommendedMailLifetime,
  saidMailLifetime,
} from '../credentials/mail-tokens.js'
import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'

/** Tokens are sent by mail, and no document says how long they are valid. */
export const mailTokenLifetime: Doubt = (candidate, { id, steps }) =>
  (steps ?? []).flatMap((step) => {
    if (step.kind !== 'mail' || saidMailLifetime(candidate.draft, step.purpose) !== null) return []
    const question = mailLifetimeQuestion(step.purpose)
    const what = step.purpose === 'reset' ? 'a password can be set' : 'an address can be confirmed'
    return [
      {
        id: question,
        kind: 'missing' as const,
        concern: 'security' as const,
        blocking: false,
        subjects: ['auth', id],
        about: `${id} sends tokens by mail, and nothing says how long ${what} with one.`,
        sources: [],
        spans: spansOf(candidate.operation),
        options: MAIL_LIFETIMES.map(([option, , label]) => ({ id: option, label })),
        recommended: recommendedMailLifetime(step.purpose),
        answer: candidate.answers.get(question) ?? null,
      },
    ]
  })
