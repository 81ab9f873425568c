import { bodyFieldIn } from '../../design/expression.js'
import type { Doubt } from '../doubt.js'
import { spansOf, questionId } from '../question.js'
import { fieldOf } from '../column.js'

/** A request may leave out what the new row must have: the data model gives the column neither a default nor NULL. */
export const neededColumns: Doubt = (candidate, { id, steps, body }) => {
  const open = (steps ?? []).flatMap((step) => {
    if (step.kind !== 'insert') return []
    const entity = candidate.draft.entities.find(({ name }) => name === step.entity)
    return step.values.flatMap(({ field, value, whenBody }) => {
      const column = entity === undefined ? null : fieldOf(entity, field)
      const sent = body.find(({ name }) => name === bodyFieldIn(value))
      if (column === null || sent === undefined || whenBody === null || sent.required) return []
      const filled =
        column.nullable || column.default !== null || column.generated !== null || sent.default !== null
      return filled ? [] : [{ name: sent.name, column: `${step.entity}.${column.name}` }]
    })
  })
  if (open.length === 0) return []
  const question = questionId(candidate.operation, 'needed-columns')
  const names = open.map(({ name }) => name).join(', ')
  return [
    {
      id: question,
      kind: 'conflict',
      concern: 'client-visible',
      blocking: false,
      subjects: [id, ...open.map(({ column }) => column)],
      about: `${id} may be sent without ${names}, and the row must have a value there that nothing else gives.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        { id: 'refused', label: `a request without ${names} is refused, as no row can be made of it` },
        { id: 'specified', label: 'the documents give a default or allow no value now; read them again' },
      ],
      recommended: 'refused',
      answer: candidate.answers.get(question) ?? null,
    },
  ]
}
