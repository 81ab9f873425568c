import type { Statement } from '../claims/statement.js'
import { groupBy } from './claim-index.js'
import { slug } from './canonical-name.js'
import { subjectsOf } from './clarifications.js'
import type { QuestionPass } from './question-pass.js'

/** Whether a statement is an edge case that its author only asks about. */
function isUnanswered({ form, text }: Statement): boolean {
  return form === 'edge-case' && /\?\s*$/.test(text)
}

/**
 * Edge cases that a feature specification names as questions and answers
 * nowhere: one question for each document, with all its lines.
 */
export const askEdgeCases: QuestionPass = ({ assembly, operations, entities }) => {
  const { sources, reading, answers, questions } = assembly
  const open = reading.statements.filter((statement) => {
    const kind = sources.kind(statement.span.source)
    return isUnanswered(statement) && kind !== 'frontend' && kind !== 'checklist'
  })
  for (const [source, statements] of groupBy(open, ({ span }) => span.source)) {
    const subjects = statements.flatMap(({ text }) => subjectsOf(text, operations, entities))
    const id = `edge-cases-${slug(source.replace(/\.\w+$/, ''))}`
    questions.add({
      id,
      kind: 'missing',
      concern: 'internal',
      blocking: false,
      subjects: subjects.length > 0 ? [...new Set(subjects)] : [source],
      about: `The specification asks and does not answer: ${statements
        .slice(0, 5)
        .map(({ text }) => text)
        .join(' ')}${statements.length > 5 ? ` (and ${statements.length - 5} more)` : ''}`,
      sources: [...new Set(statements.map(({ span }) => sources.line(span)))],
      spans: statements.map(({ span }) => span),
      options: [
        { id: 'standard', label: 'what the other rules and the house standard give' },
        { id: 'specified', label: 'the specification has been completed; read it again' },
      ],
      recommended: 'standard',
      answer: answers.get(id) ?? null,
    })
  }
}
