import { columnQuestion } from '../column-question.js'
import type { Doubt } from '../doubt.js'
import { initialTextId, LATER } from '../initial-text.js'

/** A column that new rows leave empty, as only a change takes it, and no document says that it may be. */
export const emptyUntilLater: Doubt = ({ draft, answers }, { id, steps }) =>
  (steps ?? []).flatMap((step) => {
    if (step.kind !== 'insert') return []
    const entity = draft.entities.find(({ name }) => name === step.entity)
    return (entity?.fields ?? []).flatMap((field) => {
      const later = (field.origins['nullable'] ?? []).some(
        (origin) => origin.kind === 'derived' && origin.why === LATER,
      )
      if (entity === undefined || !later) return []
      return [
        columnQuestion(id, entity, field, answers, {
          id: initialTextId(entity, field),
          doubt: 'is given only by a later change, and nothing says what a new row has.',
          options: [
            { id: 'null', label: `a client reads null until somebody sets ${field.name}` },
            { id: 'specified', label: `the documents say now what ${field.name} begins as; read them again` },
          ],
          recommended: 'null',
        }),
      ]
    })
  })
