import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import type { Line } from './lines.js'
import { linesOf, meant } from './lines.js'

const AT_LEAST_ONE = /\bat least one (?:of the )?(?:\w{1,20} ){0,3}(?:field|attribute|property|value)s?\b/i
const NOTHING =
  /\bno[- ]?op\b|\b(?:no|without(?: any)?|zero) fields?\b|\bempty (?:body|object|payload|update)\b|\ball fields are (?:\w{1,12} )?optional/i
const REFUSED = /\b4\d\d\b|\berror\b|\breject|\brefus|\binvalid\b|\bfail/i

/**
 * An update without any field, which one line refuses and another takes:
 *
 *     "At least one field must be provided"     "an empty body is a no-op update"
 */
export const askEmptyUpdate: QuestionPass = ({ assembly, operations }) => {
  const updates = operations.filter(
    ({ method, body }) => (method === 'PATCH' || method === 'PUT') && body.length > 0,
  )
  if (updates.length === 0) return
  const lines = linesOf(assembly)
  const isOfUpdate = ({ operation }: Line): boolean => {
    const at = meant(operations, operation)
    return at === undefined || updates.includes(at)
  }
  const refusing = lines.filter((line) => AT_LEAST_ONE.test(line.text) && isOfUpdate(line))
  const taking = lines.filter((line) => {
    const at = meant(operations, line.operation)
    return at !== undefined && updates.includes(at) && NOTHING.test(line.text) && !REFUSED.test(line.text)
  })
  if (refusing.length === 0 || taking.length === 0) return
  const named = updates.filter((update) =>
    taking.some(({ operation }) => meant(operations, operation) === update),
  )
  ask(assembly, {
    id: 'empty-update',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: named.map(({ id }) => id),
    about: `An update without any field: one line asks for at least one, another takes it as a change of nothing (${named.map(({ id }) => id).join(', ')}).`,
    spans: [...refusing.slice(0, 3), ...taking.slice(0, 3)].map(({ span }) => span),
    options: [
      { id: 'refused', label: 'a body without any field is refused, so that a misspelt field is noticed' },
      { id: 'specified', label: 'the lines agree now; read them again' },
    ],
    recommended: 'refused',
  })
}
