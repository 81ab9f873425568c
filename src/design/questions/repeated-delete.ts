import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines } from './ask.js'
import { linesOf, meant } from './lines.js'

const AGAIN =
  /\balready (?:been )?(?:deleted|removed|gone)|\bdelet\w{1,3} (?:it )?(?:again|twice)|\bidempotent/i

/**
 * A delete that one line calls repeatable and another answers with 404:
 *
 *     DELETE /loans/{id}   "Returns 204 even if the loan was already deleted"   404: no such loan
 *
 * A client that repeats a lost request sees the difference.
 */
export const askRepeatedDelete: QuestionPass = ({ assembly, operations }) => {
  const open = linesOf(assembly).flatMap((line) => {
    const operation = AGAIN.test(line.text) ? meant(operations, line.operation) : undefined
    const repeatable =
      /\b20[04]\b|\bsucce|\bidempotent/i.test(line.text) && !/\bnot idempotent/i.test(line.text)
    return operation?.method === 'DELETE' && operation.errors.includes(404) && repeatable
      ? [{ operation, line }]
      : []
  })
  if (open.length === 0) return
  const ids = [...new Set(open.map(({ operation }) => operation.id))]
  ask(assembly, {
    id: 'repeated-delete',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: ids,
    about: `${ids.join(', ')} of a row that is gone already: one line has it succeed again, the list of answers has 404.`,
    spans: [...open.map(({ line }) => line.span), ...firstLines(open.map(({ operation }) => operation))],
    options: [
      {
        id: '404',
        label: 'the second request is answered with 404; a client that repeats a lost request must expect it',
      },
      { id: 'specified', label: 'the lines agree now; read them again' },
    ],
    recommended: '404',
  })
}
