import type { Doubt } from '../doubt.js'
import { unsettledRows } from '../measures/settled-rows.js'
import { statisticsOf } from '../measures/statistics.js'
import { wordsOf } from '../naming.js'
import { questionId, spansOf } from '../question.js'

/** A sum over rows of which some came to nothing, or are not paid: the documents do not say whether they count. */
export const unsettledSums: Doubt = (candidate, { id: subject, steps, behaviour }) => {
  if (steps === null || behaviour !== 'stats') return []
  const statistics = statisticsOf({ ...candidate, answers: new Map() })
  if (!statistics.ok) return []
  return statistics.value.measures.flatMap((measure) => {
    const entity = candidate.draft.entities.find(({ name }) => name === measure.entity)
    const doubt = entity === undefined ? null : unsettledRows(entity, measure)
    if (doubt === null) return []
    const id = questionId(candidate.operation, `${wordsOf(measure.name).join('-')}-rows`)
    return [
      {
        id,
        kind: 'ambiguous' as const,
        concern: 'client-visible' as const,
        blocking: false,
        subjects: [subject],
        about: `Nothing says which rows of ${measure.entity} count in ${measure.name} of ${subject}.`,
        sources: [],
        spans: spansOf(candidate.operation),
        options: doubt.options.map(({ id: option, label }) => ({ id: option, label })),
        recommended: 'all',
        answer: candidate.answers.get(id) ?? null,
      },
    ]
  })
}
