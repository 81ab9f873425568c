import { isCancel, log, select } from '@clack/prompts'
import type { Answers } from '../design/answers.js'
import type { Question } from '../design/question.js'
import { lineReference, type Locator } from '../report/locator.js'

/** The choice that leaves a question open. */
const LATER = '\u0000later'

/**
 * Puts questions to the person at the terminal, one after the other.
 * @returns the answers given; fewer than the questions when the person stops or puts one off
 */
export async function ask(questions: readonly Question[], locate: Locator): Promise<Answers> {
  const answers = new Map<string, string>()
  for (const question of questions) {
    const places = question.spans.map((span) => lineReference(locate, span)).join(', ')
    log.message(`${question.about}\n${places}`)
    const choice = await select({
      message: question.id,
      initialValue: question.recommended,
      options: [
        ...question.options.map(({ id, label }) => ({
          value: id,
          label: `${id}: ${label}`,
          ...(id === question.recommended ? { hint: 'recommended' } : {}),
        })),
        { value: LATER, label: 'decide later' },
      ],
    })
    if (isCancel(choice)) break
    if (choice !== LATER) answers.set(question.id, choice)
  }
  return answers
}
