import { segmentsOf } from '../canonical-path.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines } from './ask.js'
import { linesOf } from './lines.js'

const SIGN_IN = /^(?:log-?in|sign-?in|session|token)$/i
const NAMES = ['username', 'email', 'phone'] as const

/**
 * Signing in by a name that the body does not hold:
 *
 *     POST /staff/login { username, password }      "log in with e-mail and password"
 */
export const askSignInFields: QuestionPass = ({ assembly, operations }) => {
  const signIns = operations.filter(
    ({ method, path, body }) =>
      method === 'POST' &&
      SIGN_IN.test(segmentsOf(path).at(-1) ?? '') &&
      body.some(({ name }) => /password/i.test(name)),
  )
  const taken = new Set(
    signIns.flatMap(({ body }) =>
      NAMES.filter((name) => body.some((field) => field.name.toLowerCase().includes(name))),
    ),
  )
  if (taken.size === 0) return
  const lines = linesOf(assembly).flatMap((line) => {
    if (!/\blog-?(?:in|ging in)\b|\bsign-?(?:in|ing in)\b|\bloginSchema\b/i.test(line.text)) return []
    const said =
      /\b(e-?mail|user ?name|phone)(?: \([^)]{1,20}\))?(?: address| number)?(?: and|,| \+|\/) ?(?:a )?password/i.exec(
        line.text,
      )?.[1]
    const name =
      said === undefined ? undefined : NAMES.find((one) => one === said.toLowerCase().replace(/[- ]/g, ''))
    return name === undefined || taken.has(name) ? [] : [{ line, name }]
  })
  const [first] = lines
  if (first === undefined) return
  ask(assembly, {
    id: 'sign-in-fields',
    kind: 'conflict',
    concern: 'security',
    subjects: signIns.map(({ id }) => id),
    about: `${signIns.map(({ id }) => id).join(', ')} takes ${[...taken].join(', ')}; other lines sign in by ${first.name}.`,
    spans: [...lines.slice(0, 4).map(({ line }) => line.span), ...firstLines(signIns)],
    options: [
      {
        id: 'described',
        label: 'the body holds as described; a form that sends anything else cannot sign in',
      },
      { id: 'specified', label: 'the documents name the same fields now; read them again' },
    ],
    recommended: 'described',
  })
}
