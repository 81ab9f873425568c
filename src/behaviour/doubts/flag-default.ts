import { columnQuestion } from '../column-question.js'
import type { Doubt } from '../doubt.js'
import { flagDefaultId, likelyFlag } from '../flag-default.js'

/** A flag must have a value, and no document says which a new row gets. */
export const flagDefaults: Doubt = ({ entity, answers }, { id, steps }) => {
  const insert = (steps ?? []).find((step) => step.kind === 'insert')
  if (insert === undefined || entity === null) return []
  return insert.values.flatMap((assignment) => {
    const field = entity.fields.find((one) => one.name === assignment.field)
    if (field === undefined || field.type !== 'boolean' || assignment.value.kind !== 'constant') return []
    return [
      columnQuestion(id, entity, field, answers, {
        id: flagDefaultId(entity, field),
        doubt: 'must have a value, and nothing says which one a new row gets.',
        options: [
          { id: 'false', label: `a new row has ${field.name} false` },
          { id: 'true', label: `a new row has ${field.name} true` },
        ],
        recommended: String(likelyFlag(field)),
      }),
    ]
  })
}
