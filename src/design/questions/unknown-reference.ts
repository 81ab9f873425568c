import { fold } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import { ask, firstLines, listed } from './ask.js'
import { linesOf, meant } from './lines.js'

const REFERENCE =
  /\b(?:exist|unknown|not found|non-?existent|foreign key|valid (?:reference|id)|must refer|references?)\b/i

/**
 * Bodies that name a row of another table, where no document says what an id
 * without a row is answered:
 *
 *     POST /loans { book_id }      errors: 400 "no copy left"
 */
export const askUnknownReference: QuestionPass = ({ assembly, operations, entities }) => {
  const lines = linesOf(assembly).filter(({ text }) => REFERENCE.test(text))
  const open = operations.flatMap((operation) => {
    const { method, path, body, errors, errorFacts } = operation
    const entity = entityOfPath(path, entities)
    if (
      method === 'GET' ||
      entity === null ||
      errors.length === 0 ||
      errors.includes(404) ||
      errors.includes(422)
    )
      return []
    return body.flatMap((field) => {
      const column = entity.fields.find(({ name }) => name === field.column)
      if (column === undefined || column.references === null || column.name === entity.owner) return []
      const target = fold(column.name.replace(/_?id$/i, ''))
      const said =
        errorFacts.some(
          ({ condition }) => REFERENCE.test(condition ?? '') && fold(condition ?? '').includes(target),
        ) ||
        lines.some(
          (line) =>
            line.text.includes(field.name) &&
            (line.operation === null || meant(operations, line.operation) === operation) &&
            /\b4\d\d\b/.test(line.text),
        )
      return said ? [] : [{ operation, name: field.name }]
    })
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'unknown-reference',
    kind: 'missing',
    concern: 'client-visible',
    subjects: [...new Set(open.map(({ operation }) => operation.id))],
    about: `No document says what an id without a row is answered: ${listed(open.map(({ operation, name }) => `${name} of ${operation.id}`))}.`,
    spans: firstLines(open.map(({ operation }) => operation)),
    options: [
      {
        id: '404',
        label:
          'a row that does not exist is answered with 404; a client that guesses ids can tell which exist',
      },
      { id: 'specified', label: 'the specification gives the status now; read it again' },
    ],
    recommended: '404',
  })
}
