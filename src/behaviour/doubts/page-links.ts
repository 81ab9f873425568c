import type { Shape, ShapeField } from '../../claims/shape.js'
import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'
import { isFormOpen, LINK_FORM } from '../response/page-link.js'

/** Answers with addresses of other pages, of which no document shows whether they are whole or paths. */
export const pageLinks: Doubt = (candidate, { id: subject, steps }) => {
  const shape = candidate.operation.responseShape
  if (steps === null || !steps.some(({ kind }) => kind === 'select')) return []
  const open = fieldsWithin(shape, 3).find((field) => isFormOpen(candidate, field))
  if (open === undefined) return []
  const id = questionId(candidate.operation, LINK_FORM)
  return [
    {
      id,
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [subject],
      about: `No document shows whether "${open.name}" of ${subject} holds whole addresses or paths.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        { id: 'url', label: 'whole addresses, with the host that the client called' },
        { id: 'path', label: 'paths with their query, which clients join to the address of the service' },
      ],
      recommended: 'url',
      answer: candidate.answers.get(id) ?? null,
    },
  ]
}

function fieldsWithin(shape: Shape | null, depth: number): readonly ShapeField[] {
  if (shape?.kind !== 'object' || depth === 0) return []
  return shape.fields.flatMap((field) => [field, ...fieldsWithin(field.shape, depth - 1)])
}
