import { fieldOf } from '../column.js'
import { columnQuestion } from '../column-question.js'
import type { Doubt } from '../doubt.js'
import { enumDefault, enumDefaultId, likelyWord } from '../enum-default.js'

/** An enumeration must have a value, and no document says which a new row begins with. */
export const enumDefaults: Doubt = ({ draft, answers }, { id, steps }) =>
  (steps ?? []).flatMap((step) => {
    if (step.kind !== 'insert') return []
    const entity = draft.entities.find(({ name }) => name === step.entity)
    return step.values.flatMap(({ field: column, value }) => {
      const field = entity === undefined ? null : fieldOf(entity, column)
      if (entity === undefined || field === null || value.kind !== 'constant') return []
      if (value.value !== enumDefault(entity, field, answers)) return []
      return [
        columnQuestion(id, entity, field, answers, {
          id: enumDefaultId(entity, field),
          doubt: 'must have a value, and nothing says which one a new row begins with.',
          options: (field.enum ?? []).map((word) => ({
            id: word,
            label: `a new row has ${field.name} "${word}"`,
          })),
          recommended: likelyWord(field) ?? '',
        }),
      ]
    })
  })
