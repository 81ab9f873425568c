import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'

/** A health check whose body no document describes. */
export const healthBody: Doubt = ({ operation, answers }, { behaviour, steps }) => {
  const shape = operation.responseShape
  if (behaviour !== 'health' || steps === null || operation.success === 204) return []
  if (shape !== null && shape.kind !== 'unknown') return []
  const id = questionId(operation, 'body')
  return [
    {
      id,
      kind: 'missing',
      concern: 'internal',
      blocking: false,
      subjects: [operation.id],
      about: `${operation.id} is named, and nothing says what it answers.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        { id: 'status-ok', label: 'it answers {"status": "ok"}' },
        { id: 'empty', label: 'it answers without a body' },
      ],
      recommended: 'status-ok',
      answer: answers.get(id) ?? null,
    },
  ]
}
