import type { Access } from '../claims/claim.js'
import type { Origin } from './origin.js'
import type { Assembly } from './assembly.js'
import type { Decision } from './decide.js'
import type { Question } from './question.js'

/** A question whether operations are public, but for what every such question has. */
type PublicQuestion = Pick<Question, 'id' | 'kind' | 'blocking' | 'subjects' | 'about' | 'spans'> & {
  /** What either answer means for callers. */
  readonly consequences: Readonly<Record<'public' | 'authenticated', string>>
}

/**
 * Asks whether an operation of whose access no document speaks is public, which is recommended.
 *
 * @param derived - why it is taken as public while nobody has answered
 */
export function askPublic(
  { answers, questions, sources }: Assembly,
  { consequences, ...question }: PublicQuestion,
  derived: Origin,
): Decision<Access> {
  const answer = answers.get(question.id) ?? null
  questions.add({
    ...question,
    concern: 'security',
    sources: [...new Set(question.spans.map(sources.line))],
    options: [
      { id: 'public', label: consequences.public },
      { id: 'authenticated', label: consequences.authenticated },
    ],
    recommended: 'public',
    answer,
  })
  return {
    value: answer === 'authenticated' ? 'authenticated' : 'public',
    origins: answer === null ? [derived] : [{ kind: 'answer', question: question.id, option: answer }],
  }
}
