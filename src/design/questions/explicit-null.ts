import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import { ask, claimedAt, listed } from './ask.js'

/**
 * Updates whose body may hold null for a column that cannot:
 *
 *     PATCH /loans/{id}   { title: { type: string, nullable: true } }      title NOT NULL
 *
 * Null is refused, or read as "not sent".
 */
export const askExplicitNull: QuestionPass = ({ assembly, operations, entities }) => {
  const open = operations.flatMap((operation) => {
    if (operation.method !== 'PATCH' && operation.method !== 'PUT') return []
    const entity = entityOfPath(operation.path, entities)
    return operation.body.flatMap((field) => {
      const column = entity?.fields.find(({ name }) => name === (field.column ?? field.name))
      const stated = claimedAt(field, 'nullable').filter(
        ({ source }) => assembly.sources.kind(source) === 'openapi',
      )
      return field.nullable &&
        stated.length > 0 &&
        column !== undefined &&
        !column.nullable &&
        claimedAt(column, 'nullable').length > 0
        ? [
            {
              operation,
              name: field.name,
              spans: [...stated.slice(0, 1), ...claimedAt(column, 'nullable').slice(0, 1)],
            },
          ]
        : []
    })
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'explicit-null',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: [...new Set(open.map(({ operation }) => operation.id))],
    about: `The body may hold null for ${listed([...new Set(open.map(({ name }) => name))])}, and the columns cannot (${listed([...new Set(open.map(({ operation }) => operation.id))])}).`,
    spans: open.flatMap(({ spans }) => spans),
    options: [
      { id: 'refused', label: 'null is refused there, so that a client learns that nothing was cleared' },
      { id: 'specified', label: 'body and columns agree now; read them again' },
    ],
    recommended: 'refused',
  })
}
