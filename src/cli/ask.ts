import type { Answers } from '../design/answers.js'
import type { Question } from '../design/question.js'
import type { Locator } from '../report/locator.js'
import { placeLines } from '../report/questions.js'
import { oneLine } from '../report/table.js'

/** Longest text of a specification that is shown at once, in characters. */
const MOST_TEXT = 400

/** The choice that leaves a question open. */
const LATER = '\u0000later'

/**
 * Puts questions to the person at the terminal, one after the other.
 * @returns the answers given; fewer than the questions when the person stops or puts one off
 */
export async function ask(questions: readonly Question[], locate: Locator): Promise<Answers> {
  // Most runs ask nobody; they need not load what draws on a terminal.
  const { isCancel, log, select } = await import('@clack/prompts')
  const answers = new Map<string, string>()
  for (const question of questions) {
    log.message([oneLine(question.about, MOST_TEXT), ...placeLines(question, locate)].join('\n'))
    const choice = await select({
      message: question.id,
      initialValue: question.recommended,
      options: [
        ...question.options.map(({ id, label }) => ({
          value: id,
          label: oneLine(`${id}: ${label}`, MOST_TEXT),
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
