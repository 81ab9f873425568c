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
      const question = initialTextId(entity, field)
      return [
        {
          id: question,
          kind: 'missing' as const,
          concern: 'client-visible' as const,
          blocking: false,
          subjects: [`${entity.name}.${field.name}`, id],
          about: `${entity.name}.${field.name} is given only by a later change, and nothing says what a new row has.`,
          sources: [],
          spans: (field.origins['exists'] ?? []).flatMap((origin) =>
            origin.kind === 'claim' ? [origin.span] : [],
          ),
          options: [
            { id: 'null', label: `a client reads null until somebody sets ${field.name}` },
            { id: 'specified', label: `the documents say now what ${field.name} begins as; read them again` },
          ],
          recommended: 'null',
          answer: answers.get(question) ?? null,
        },
      ]
    })
  })
