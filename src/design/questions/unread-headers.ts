import { fold } from '../canonical-name.js'
import { claimsAbout } from '../claim-index.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, listed } from './ask.js'

/** Headers that every service reads or may pass over: they tell who calls, how bodies are written, and what is traced. */
const READ: ReadonlySet<string> = new Set(
  'authorization contenttype contentlength accept acceptlanguage acceptencoding useragent origin referer cookie host xrequestid xcorrelationid traceparent contentdisposition'.split(
    ' ',
  ),
)

/**
 * Headers that requests must carry and on which what happens depends, which no step reads yet:
 *
 *     - in: header
 *       name: If-Match
 *       required: true
 */
export const askUnreadHeaders: QuestionPass = ({ assembly, operations }) => {
  const ids = new Set(operations.map(({ method, path }) => `${method} ${path}`))
  const claims = claimsAbout(assembly.reading.claims, 'parameter').filter(
    ({ subject, property, value }) =>
      subject.in === 'header' &&
      property === 'required' &&
      value === true &&
      !READ.has(fold(subject.name)) &&
      ids.has(`${subject.method} ${subject.path}`),
  )
  if (claims.length === 0) return
  const names = [...new Set(claims.map(({ subject }) => subject.name))]
  const subjects = [...new Set(claims.map(({ subject }) => `${subject.method} ${subject.path}`))]
  ask(assembly, {
    id: 'unread-headers',
    kind: 'unsupported',
    concern: 'data-loss',
    subjects,
    about: `Requests must carry ${listed(names)}, which cannot be read yet: ${listed(subjects)}.`,
    spans: claims.map(({ span }) => span),
    options: [
      {
        id: 'unread',
        label:
          'requests are answered without looking at it: what it is to prevent, such as changes of another caller that get lost or requests that count twice, is not prevented',
      },
      { id: 'specified', label: 'the documents no longer demand it; read them again' },
    ],
    recommended: 'unread',
  })
}
