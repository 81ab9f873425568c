import type { Statement } from '../claims/statement.js'
import { subjectsOf } from './clarifications.js'
import type { QuestionPass } from './question-pass.js'
import { otherSubjects } from './scope.js'

/** Whether a statement is an edge case that its author only asks about. */
function isUnanswered({ form, text }: Statement): boolean {
  // `DELETE FROM loan WHERE id = ?` asks nothing.
  return form === 'edge-case' && /[^\s=<>(]\?\s*$/.test(text)
}

/** Edge cases that the question quotes; the others it counts. */
const MOST_QUOTED = 3

/**
 * Edge cases that feature specifications name as questions and answer nowhere: one question for all of them, with
 * their lines. Those of documents about another program are none of this backend's.
 */
export const askEdgeCases: QuestionPass = ({ assembly, operations, entities }) => {
  const { sources, reading, answers, questions } = assembly
  const elsewhere = otherSubjects(assembly)
  const open = reading.statements.filter((statement) => {
    const kind = sources.kind(statement.span.source)
    return (
      isUnanswered(statement) &&
      kind !== 'frontend' &&
      kind !== 'checklist' &&
      !elsewhere.has(statement.span.source)
    )
  })
  if (open.length === 0) return
  const subjects = new Set(open.flatMap(({ text }) => subjectsOf(text, operations, entities)))
  const id = 'edge-cases'
  const more = open.length - MOST_QUOTED
  questions.add({
    id,
    kind: 'missing',
    concern: 'internal',
    blocking: false,
    subjects: subjects.size > 0 ? [...subjects] : [...new Set(open.map(({ span }) => span.source))],
    about: `The specification asks and does not answer: ${open
      .slice(0, MOST_QUOTED)
      .map(({ text }) => text)
      .join(' ')}${more > 0 ? ` (and ${more} more)` : ''}`,
    sources: [...new Set(open.map(({ span }) => sources.line(span)))],
    spans: open.map(({ span }) => span),
    options: [
      {
        id: 'standard',
        label: 'the other rules and the house standard decide; nothing is built for these cases',
      },
      { id: 'specified', label: 'the specification has been completed; read it again' },
    ],
    recommended: 'standard',
    answer: answers.get(id) ?? null,
  })
}
