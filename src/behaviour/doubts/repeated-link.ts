import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'

/** The question what a second `POST …/favorite` answers. */
export const REPEATED_LINK = 'repeated-link'

/** Ties that no document says what happens to when they are made twice: one question for all of them. */
export const repeatedLink: Doubt = ({ answers, operation: draft }, operation) => {
  const link = operation.steps?.find((step) => step.kind === 'link')
  if (link?.kind !== 'link') return []
  const answer = answers.get(REPEATED_LINK) ?? null
  if (link.repeated !== null && answer === null) return []
  return [
    {
      id: REPEATED_LINK,
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [operation.id],
      about: `No document says what ${operation.id} answers when it is called twice.`,
      sources: [],
      spans: spansOf(draft),
      options: [
        {
          id: 'same',
          label: 'the same as at first, and nothing changes; a client may repeat a lost request',
        },
        {
          id: 'conflict',
          label: '409; a client that repeats a lost request has to tell that from a failure',
        },
      ],
      recommended: 'same',
      answer,
    },
  ]
}
