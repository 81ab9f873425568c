import type { Answers } from '../design/answers.js'
import type { Entity, Field } from '../design/entity.js'
import type { Question } from '../design/question.js'
import { claimedAt } from '../design/questions/ask.js'

/** What differs between the questions about what a new row has in a column. */
type Asked = Pick<Question, 'id' | 'options' | 'recommended'> & {
  /** What is not known, behind the name of the column: `must have a value, and …`. */
  readonly doubt: string
}

/**
 * Asks what a new row has in a column, where no document says.
 *
 * @param operation the operation that makes the row
 */
export function columnQuestion(
  operation: string,
  entity: Entity,
  field: Field,
  answers: Answers,
  { doubt, ...asked }: Asked,
): Question {
  const column = `${entity.name}.${field.name}`
  return {
    ...asked,
    kind: 'missing',
    concern: 'client-visible',
    blocking: false,
    subjects: [column, operation],
    about: `${column} ${doubt}`,
    sources: [],
    spans: claimedAt(field, 'exists'),
    answer: answers.get(asked.id) ?? null,
  }
}
