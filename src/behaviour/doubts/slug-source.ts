import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'

/** A slug that no request brings, of which no document says how it is made. */
export const slugSource: Doubt = ({ answers, operation: draft }, operation) => {
  const insert = operation.steps?.find((step) => step.kind === 'insert')
  const slug =
    insert?.kind === 'insert' ? insert.values.find(({ value }) => value.kind === 'slug') : undefined
  if (insert?.kind !== 'insert' || slug?.value.kind !== 'slug' || slug.value.of.kind !== 'body') return []
  const id = questionId(draft, 'slug')
  const from = slug.value.of.field
  return [
    {
      id,
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [operation.id, `${insert.entity}.${slug.field}`],
      about: `No request brings ${insert.entity}.${slug.field}, and no line says how it is made.`,
      sources: [],
      spans: spansOf(draft),
      options: [
        {
          id: 'title',
          label: `the words of ${from} joined by hyphens, with random characters behind them where another row has the same`,
        },
      ],
      recommended: 'title',
      answer: answers.get(id) ?? null,
    },
  ]
}
