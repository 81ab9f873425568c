import { segmentsOf } from '../canonical-path.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import { ask, firstLines, listed } from './ask.js'
import { linesOf } from './lines.js'

const NAMES = /^(?:e-?mail|user_?name|login|handle)$/i

/**
 * Registration by a name that signing in relies on, where no document says that
 * it is unique nor what a second one is answered:
 *
 *     POST /members  { email, password }      errors: 422
 */
export const askUniqueAccounts: QuestionPass = ({ assembly, operations, entities }) => {
  const registrations = operations.filter(({ method, path, body }) => {
    const entity = entityOfPath(path, entities)
    return (
      method === 'POST' &&
      !/^(?:log-?in|sign-?in|token|session)s?$/i.test(segmentsOf(path).at(-1) ?? '') &&
      body.some(({ name }) => /^password$/i.test(name)) &&
      body.some(({ name }) => NAMES.test(name)) &&
      !(entity?.fields ?? []).some(({ name, unique }) => NAMES.test(name) && unique)
    )
  })
  const open = registrations.filter(({ errors }) => !errors.includes(409))
  const settled = linesOf(assembly).some(
    ({ text }) =>
      /\b(?:e-?mail|user ?name)\b/i.test(text) &&
      /\bunique\b|\bduplicate\b|\btaken\b|\balready (?:exist|in use|registered)/i.test(text),
  )
  if (open.length === 0 || settled) return
  const names = [
    ...new Set(open.flatMap(({ body }) => body.map(({ name }) => name).filter((name) => NAMES.test(name)))),
  ]
  ask(assembly, {
    id: 'unique-accounts',
    kind: 'missing',
    concern: 'security',
    subjects: open.map(({ id }) => id),
    about: `No document says whether ${listed(names)} must be unique, nor what a second registration is answered (${listed(open.map(({ id }) => id))}).`,
    spans: firstLines(open),
    options: [
      {
        id: 'unique',
        label: 'a second account with the same name is refused; a stranger can find out who is registered',
      },
      { id: 'specified', label: 'the specification says now what is unique; read it again' },
    ],
    recommended: 'unique',
  })
}
