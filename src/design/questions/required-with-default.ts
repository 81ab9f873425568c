import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'

/**
 * Fields that a request must hold although a default is given for them:
 *
 *     required: [title, language]
 *     properties: { language: { type: string, default: en } }
 *
 * The default can never apply. One question for all of them.
 */
export const askRequiredWithDefault: QuestionPass = ({ assembly, operations }) => {
  const open = operations.flatMap((operation) =>
    operation.body
      .filter(
        ({ required, default: given, origins }) =>
          required && given !== null && (origins['default'] ?? []).length > 0,
      )
      .map((field) => ({ operation, field })),
  )
  if (open.length === 0) return
  ask(assembly, {
    id: 'required-with-default',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: [...new Set(open.map(({ operation }) => operation.id))],
    about: `A request must hold ${listed(open.map(({ operation, field }) => `${field.name} (${operation.id})`))}, although a default is given.`,
    spans: open.flatMap(({ field }) => [
      ...claimedAt(field, 'required').slice(0, 1),
      ...claimedAt(field, 'default').slice(0, 1),
    ]),
    options: [
      {
        id: 'required',
        label: 'a request without the field is refused; the default serves only rows made otherwise',
      },
      { id: 'specified', label: 'the specification says now which of the two holds; read it again' },
    ],
    recommended: 'required',
  })
}
