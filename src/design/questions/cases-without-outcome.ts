import type { Statement } from '../../claims/statement.js'
import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'

/** Words by which a case tells what happens. */
const OUTCOME =
  /\b(?:must|should|shall|will|return\w{0,3}|answer\w{0,3}|reject\w{0,3}|refuse\w{0,1}|error\w{0,1}|fail\w{0,1}|succeed\w{0,1}|show\w{0,2}|display\w{0,2}|prevent\w{0,2}|allow\w{0,2}|ignor\w{0,2}|ke(?:ep|pt)\w{0,1}|default|handled?|retr\w{0,3}|log\w{0,4}|only|cannot|never|valid|covered|disabled|required?|\d{3})\b|[→⇒?✅]|->|=>/i

/** `Lost book: a reader reports a borrowed book as lost.` */
const NAMED = /^([A-Z][\w /-]{2,40}): ([^.:]{8,110})\.?$/

/** Whether a statement names a case and stops there; what happens is told in another language unread. */
function isBare({ form, text }: Statement): boolean {
  return form === 'edge-case' && NAMED.test(text) && !OUTCOME.test(text)
}

/**
 * Edge cases that are named without what is to happen:
 *
 *     - **Lost book**: a reader reports a borrowed book as lost.
 */
export const askCasesWithoutOutcome: QuestionPass = ({ assembly }) => {
  const { sources, reading } = assembly
  const open = reading.statements.filter((statement) => {
    const kind = sources.kind(statement.span.source)
    return isBare(statement) && kind !== 'frontend' && kind !== 'checklist'
  })
  const [first] = open
  if (first === undefined) return
  ask(assembly, {
    id: 'cases-without-outcome',
    kind: 'missing',
    concern: 'internal',
    subjects: open.map(({ text }) => NAMED.exec(text)?.[1] ?? text),
    about: `A case is named and nothing says what is to happen: ${open
      .slice(0, 3)
      .map(({ text }) => text.slice(0, 120))
      .join(' ')}${open.length > 3 ? ` (and ${open.length - 3} more)` : ''}`,
    spans: open.map(({ span }) => span),
    options: [
      { id: 'standard', label: 'what the other rules and the house standard give' },
      { id: 'specified', label: 'the specification has been completed; read it again' },
    ],
    recommended: 'standard',
  })
}
