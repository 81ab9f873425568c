import { fold } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'
import { linesOf } from './lines.js'

const FIXED =
  /\b(?:should|must|shall|can|may|will)(?: not|n't|not) be (?:updated|changed|modified|edited|altered)|\bcannot be (?:updated|changed|modified|edited|altered)|\bimmutable\b|\bread-?only\b|\bnever changes?\b/i

/**
 * Fields that a document forbids to change and the body of an update holds:
 *
 *     # opened_on should not be updated via the API
 *     PUT /branches/{id}   { name, opened_on }
 */
export const askUnchangeableFields: QuestionPass = ({ assembly, operations }) => {
  const updates = operations.filter(
    ({ method, body }) => (method === 'PUT' || method === 'PATCH') && body.length > 0,
  )
  const lines = linesOf(assembly).filter(({ text }) => FIXED.test(text))
  const open = updates.flatMap((operation) =>
    operation.body.flatMap(({ name, column }) => {
      // A word of everyday language is a field only where it is marked as one.
      const plain = /^[a-z]+$/.test(name)
      const line = lines.find(({ text }) =>
        plain
          ? text.includes(`\`${name}\``)
          : text
              .split(/\W+/)
              .some((word) => fold(word) === fold(name) || fold(word) === fold(column ?? name)),
      )
      return line === undefined ? [] : [{ operation, name, line }]
    }),
  )
  if (open.length === 0) return
  ask(assembly, {
    id: 'unchangeable-fields',
    kind: 'conflict',
    concern: 'data-loss',
    subjects: [...new Set(open.map(({ operation }) => operation.id))],
    about: `A line forbids to change ${listed([...new Set(open.map(({ name }) => name))])}, and the body of ${listed([...new Set(open.map(({ operation }) => operation.id))])} holds it.`,
    spans: [...open.map(({ line }) => line.span), ...firstLines(open.map(({ operation }) => operation))],
    options: [
      { id: 'contract', label: 'the update changes them, as its body says; the old value is lost' },
      { id: 'specified', label: 'the body no longer holds them; read it again' },
    ],
    recommended: 'contract',
  })
}
