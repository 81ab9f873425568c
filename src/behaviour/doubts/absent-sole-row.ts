import type { Doubt } from '../doubt.js'
import { sentenceName } from '../naming.js'
import { spansOf } from '../question.js'
import { absentRowId, asksForDefaults, namesSole } from '../steps/locate-sole.js'

/** The caller's only row is read before anybody made it, and no document says what comes back. */
export const absentSoleRow: Doubt = (candidate, { id, method, steps }) => {
  const { entity, answers, operation } = candidate
  if (method !== 'GET' || entity === null || !namesSole(candidate) || asksForDefaults(candidate)) return []
  const find = (steps ?? []).find((step) => step.kind === 'find')
  const answer = answers.get(absentRowId(entity)) ?? null
  if (answer === null && (find?.making ?? null) === null) return []
  const noun = sentenceName(entity.name).toLowerCase()
  return [
    {
      id: absentRowId(entity),
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `No document says what ${id} answers a user who has no ${noun} yet.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        { id: 'made', label: `the ${noun} is made with its defaults and answered` },
        { id: 'refused', label: '404 until the user has stored one' },
      ],
      recommended: 'made',
      answer,
    },
  ]
}
