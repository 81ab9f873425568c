import { subjectsOf } from './clarifications.js'
import { slug } from './canonical-name.js'
import type { QuestionPass } from './question-pass.js'

/** Edge cases that a feature specification names as questions and answers nowhere. */
export const askEdgeCases: QuestionPass = ({ assembly, operations, entities }) => {
  for (const statement of assembly.reading.statements) {
    if (statement.form !== 'edge-case' || !/\?\s*$/.test(statement.text)) continue
    const kind = assembly.sources.kind(statement.span.source)
    if (kind === 'frontend' || kind === 'checklist') continue
    const subjects = subjectsOf(statement.text, operations, entities)
    const id = `edge-${slug(statement.text).slice(0, 60)}`
    assembly.questions.add({
      id,
      kind: 'missing',
      concern: 'internal',
      blocking: false,
      subjects: subjects.length > 0 ? subjects : [statement.headings.at(-1) ?? statement.span.source],
      about: `The specification asks and does not answer: ${statement.text}`,
      sources: [assembly.sources.line(statement.span)],
      spans: [statement.span],
      options: [
        { id: 'standard', label: 'what the other rules and the house standard give' },
        { id: 'specified', label: 'the specification has been completed; read it again' },
      ],
      recommended: 'standard',
      answer: assembly.answers.get(id) ?? null,
    })
  }
}
