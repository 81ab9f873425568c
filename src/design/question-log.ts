import type { Question, QuestionOption } from './question.js'

const CONCERNS = ['security', 'data-loss', 'client-visible', 'internal'] as const

/** Where passes put their questions; questions with one id become one. */
export interface QuestionLog {
  readonly add: (question: Question) => void
  /** All questions: security first, then data loss, what clients see, the rest; blocking ones before others. */
  readonly list: () => readonly Question[]
}

function mergeOptions(
  left: readonly QuestionOption[],
  right: readonly QuestionOption[],
): readonly QuestionOption[] {
  return [...left, ...right.filter(({ id }) => left.every((option) => option.id !== id))]
}

function merge(left: Question, right: Question): Question {
  return {
    ...left,
    concern: CONCERNS.indexOf(left.concern) <= CONCERNS.indexOf(right.concern) ? left.concern : right.concern,
    blocking: left.blocking || right.blocking,
    subjects: [...new Set([...left.subjects, ...right.subjects])],
    sources: [...new Set([...left.sources, ...right.sources])],
    spans: [
      ...left.spans,
      ...right.spans.filter((span) =>
        left.spans.every((other) => other.source !== span.source || other.start !== span.start),
      ),
    ],
    options: mergeOptions(left.options, right.options),
  }
}

/** An empty log. */
export function createQuestionLog(): QuestionLog {
  const questions = new Map<string, Question>()
  return {
    add: (question) => {
      const known = questions.get(question.id)
      questions.set(question.id, known === undefined ? question : merge(known, question))
    },
    list: () =>
      [...questions.values()].toSorted(
        (left, right) =>
          CONCERNS.indexOf(left.concern) - CONCERNS.indexOf(right.concern) ||
          Number(right.blocking) - Number(left.blocking) ||
          (left.id < right.id ? -1 : 1),
      ),
  }
}
