import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { ABSENT_KEYS, absentKeys } from '../steps/bulk.js'

/** Lists of keys of which no document says what happens when one of them names no row: one question for all of them. */
export const absentKeysDoubt: Doubt = (candidate, operation) => {
  const listed = operation.steps?.find((step) => step.kind === 'changeListed')
  if (listed?.kind !== 'changeListed' || absentKeys(candidate, listed.entity).isTold) return []
  return [
    {
      id: ABSENT_KEYS,
      kind: 'missing',
      concern: 'data-loss',
      blocking: false,
      subjects: [operation.id],
      about: `No document says what ${operation.id} does when one of the listed keys names no row, or another user's.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        { id: 'refuse', label: '404, and no row changes; a client learns that its list is out of date' },
        { id: 'skip', label: 'such keys are passed over and not counted; the other rows change' },
      ],
      recommended: 'refuse',
      answer: candidate.answers.get(ABSENT_KEYS) ?? null,
    },
  ]
}
