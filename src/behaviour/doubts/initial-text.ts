import { columnQuestion } from '../column-question.js'
import type { Doubt } from '../doubt.js'
import { initialTextId, isGivenLater } from '../initial-text.js'
import { spansOf } from '../question.js'

/** A text must have a value, only a later change gives one, and no document says what a new row has. */
export const initialTexts: Doubt = ({ draft, operation, answers }, { id, steps }) =>
  (steps ?? []).flatMap((step) => {
    if (step.kind !== 'insert') return []
    const entity = draft.entities.find(({ name }) => name === step.entity)
    return step.values.flatMap(({ field: column, value }) => {
      const field = entity?.fields.find(({ name }) => name === column)
      const empty = value.kind === 'constant' && value.value === ''
      if (entity === undefined || field === undefined || !empty || !isGivenLater(draft, entity, field))
        return []
      return [
        {
          ...columnQuestion(id, entity, field, answers, {
            id: initialTextId(entity, field),
            doubt: 'is given only by a later change, and nothing says what a new row has.',
            options: [
              { id: 'empty', label: `a client reads "" until somebody sets ${field.name}` },
              { id: 'null', label: `a client reads null until somebody sets ${field.name}` },
            ],
            recommended: 'empty',
          }),
          spans: (field.origins['exists'] ?? []).flatMap((origin) =>
            origin.kind === 'claim' ? [origin.span] : spansOf(operation),
          ),
        },
      ]
    })
  })
