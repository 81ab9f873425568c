import { fold } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'
import { linesOf, meant, mentioned } from './lines.js'

const REQUIRED =
  /\brequired (?:fields?|attributes?|parameters?|properties)?\s{0,2}[:(]\s{0,2}([^().;]{2,200})/i

/** Identifiers in a list of fields. */
function namesIn(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(/,|\band\b/)
    .map((name) => name.replace(/[`"'*]/g, '').trim())
    .filter((name) => /^[A-Za-z_]\w{1,60}$/.test(name))
}

/**
 * Sentences that list the required fields of an operation, where the contract
 * requires others:
 *
 *     FR-004  … via POST /loans with required fields (book_id) and optional fields (note)
 *     required: [book_id, branch]
 *
 * A client written by the sentence is refused.
 */
export const askRequiredInProse: QuestionPass = ({ assembly, operations }) => {
  const open = linesOf(assembly).flatMap((line) => {
    const required = namesIn(REQUIRED.exec(line.text)?.[1])
    const operation = meant(operations, mentioned(line.text) ?? line.operation)
    if (required.length === 0 || operation === undefined || operation.body.length === 0) return []
    const said = new Set(required.map(fold))
    const shared = operation.body.filter(({ name }) => said.has(fold(name)))
    if (shared.length * 2 < required.length) return []
    const other = operation.body.filter((field) => field.required !== said.has(fold(field.name)))
    return other.length === 0 ? [] : [{ line, operation, fields: other.map(({ name }) => name) }]
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'required-fields',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: [...new Set(open.map(({ operation }) => operation.id))],
    about: `A sentence lists the required fields, and the body is described otherwise: ${open
      .slice(0, 4)
      .map(({ operation, fields }) => `${operation.id} at ${listed(fields)}`)
      .join('; ')}.`,
    spans: open.flatMap(({ line, operation }) => [line.span, ...firstLines([operation])]),
    options: [
      {
        id: 'described',
        label: 'the description of the body holds; a client written by the sentence may be refused',
      },
      { id: 'specified', label: 'both now require the same fields; read them again' },
    ],
    recommended: 'described',
  })
}
