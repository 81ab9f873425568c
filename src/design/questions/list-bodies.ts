import type { DraftOperation } from '../draft.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { linesOf, meant } from './lines.js'

/** Words that settle what happens to the good elements of a list with a bad one. */
const TOGETHER =
  /\batomic|\ball[- ]or[- ]nothing|\btransaction|\bpartial(?:ly)?\b|\bper[- ](?:item|row|element)|\beach (?:item|row|element)|\broll(?:s|ed)? back/i

/** Whether the answer of an operation tells of elements that were refused beside those that were stored. */
function tellsApart({ success, responseShape }: DraftOperation): boolean {
  if (success === 207) return true
  return (
    responseShape?.kind === 'object' &&
    responseShape.fields.some(({ name, shape }) => {
      if (/^(?:failed|skipped|rejected|failures|invalid|error_?count|failed_?(?:count|rows))$/i.test(name))
        return true
      return shape.kind === 'array' && /^(?:errors|failures|results|skipped|rejected)$/i.test(name)
    })
  )
}

/**
 * Requests that carry many rows at once, where no document says what happens to
 * the others when one of them is refused:
 *
 *     POST /loans/import    [ {…}, {…} ]
 */
export const askListBodies: QuestionPass = ({ assembly, operations }) => {
  const lines = linesOf(assembly).filter(({ text }) => TOGETHER.test(text))
  const many = operations.filter((operation) => {
    const { method, path, body, errors } = operation
    return (
      method !== 'GET' &&
      errors.length > 0 &&
      !tellsApart(operation) &&
      // What a key that names no row does to the others is asked where the rows are known.
      !body.some(({ name, type }) => type === 'array' && /(?:^|_)ids$|Ids$/.test(name)) &&
      (/(?:^|[/_-])(?:bulk|batch|import|intake)(?:[/_-]|$)/i.test(path) ||
        (body.length === 1 && body.some(({ items }) => items?.type === 'object')))
    )
  })
  const open = many.filter(
    (operation) => !lines.some((line) => meant(operations, line.operation)?.id === operation.id),
  )
  if (open.length === 0) return
  ask(assembly, {
    id: 'list-bodies',
    kind: 'ambiguous',
    concern: 'data-loss',
    subjects: open.map(({ id }) => id),
    about: `Many rows come at once, and no document says what becomes of the good ones when one is refused: ${listed(open.map(({ id }) => id))}.`,
    spans: open.flatMap((operation) => claimedAt(operation, 'exists').slice(0, 2)),
    options: [
      { id: 'together', label: 'all or none: one bad row refuses the request, and nothing is stored' },
      {
        id: 'specified',
        label: 'the specification says now what is stored and what is reported; read it again',
      },
    ],
    recommended: 'together',
  })
}
