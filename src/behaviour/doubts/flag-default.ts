import type { Span } from '../../source/span.js'
import type { Doubt } from '../doubt.js'
import { flagDefaultId, likelyFlag } from '../flag-default.js'

/** A flag must have a value, and no document says which a new row gets. */
export const flagDefaults: Doubt = ({ entity, answers }, { id, steps }) => {
  const insert = (steps ?? []).find((step) => step.kind === 'insert')
  if (insert === undefined || entity === null) return []
  return insert.values.flatMap((assignment) => {
    const field = entity.fields.find((one) => one.name === assignment.field)
    if (field === undefined || field.type !== 'boolean' || assignment.value.kind !== 'constant') return []
    const question = flagDefaultId(entity, field)
    const spans: readonly Span[] = (field.origins['exists'] ?? []).flatMap((origin) =>
      origin.kind === 'claim' ? [origin.span] : [],
    )
    return [
      {
        id: question,
        kind: 'missing' as const,
        concern: 'client-visible' as const,
        blocking: false,
        subjects: [`${entity.name}.${field.name}`, id],
        about: `${entity.name}.${field.name} must have a value, and nothing says which one a new row gets.`,
        sources: [],
        spans,
        options: [
          { id: 'false', label: `a new row has ${field.name} false` },
          { id: 'true', label: `a new row has ${field.name} true` },
        ],
        recommended: String(likelyFlag(field)),
        answer: answers.get(question) ?? null,
      },
    ]
  })
}
