import { sharedNamesId, sharedNames } from '../credentials/shared-names.js'
import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'

/** Accounts are made, and no document says whether two may have one name or address. */
export const sharedAccounts: Doubt = ({ draft, operation, answers }, { id, behaviour, steps }) => {
  if (behaviour !== 'register' || steps === null) return []
  const insert = steps.find((step) => step.kind === 'insert')
  const entity = draft.entities.find(({ name }) => name === insert?.entity)
  if (insert === undefined || entity === undefined) return []
  const columns = sharedNames(entity)
  if (columns.length === 0) return []
  const question = sharedNamesId(entity)
  const names = columns.map(({ name }) => name).join(' and ')
  return [
    {
      id: question,
      kind: 'missing',
      concern: 'security',
      blocking: false,
      subjects: [id, ...columns.map(({ name }) => `${entity.name}.${name}`)],
      about: `Nothing says that ${names} of two accounts must differ, and people sign in or are found by it.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        {
          id: 'unique',
          label: `a second account with the same ${names} is refused with ${insert.duplicate?.status ?? 409}`,
        },
        {
          id: 'login-only',
          label: 'only what people sign in by must differ; of two equal names one is found',
        },
      ],
      recommended: 'unique',
      answer: answers.get(question) ?? null,
    },
  ]
}
