import { join } from 'node:path'
import type { Answers } from '../design/answers.js'
import type { Question } from '../design/question.js'
import { readAnswers } from '../workspace/answers.js'
import { addDecisions } from '../workspace/decisions.js'
import { asExpectedFailure } from '../workspace/failure.js'
import { nodeFileSystem, replaceFile } from '../workspace/file-system.js'
import { ANSWERS, HOUSE } from '../workspace/places.js'
import { withRunLock } from '../workspace/run-lock.js'

/**
 * Writes decisions of a person to `.specwright/answers.yaml`; the rest of the file stays.
 * @param answers question id → option id, of `questions`
 * @throws ExpectedFailure `answers-invalid`, `locked`, `disk-full`, `not-writable`
 */
export async function saveAnswers(
  project: string,
  answers: Answers,
  questions: readonly Question[],
): Promise<void> {
  if (answers.size === 0) return
  await withRunLock(project, async () => {
    const text = await answersText(project, answers, questions, false)
    try {
      await replaceFile(nodeFileSystem, join(project, ANSWERS), Buffer.from(text))
    } catch (error) {
      throw asExpectedFailure(error, join(project, HOUSE))
    }
  })
}

/**
 * The text of `answers.yaml` with more decisions.
 * @param assumed nobody decided: the recommendations were taken
 */
export async function answersText(
  project: string,
  answers: Answers,
  questions: readonly Question[],
  assumed: boolean,
): Promise<string> {
  const { text } = await readAnswers(project)
  const decisions = questions.flatMap((question) => {
    const option = answers.get(question.id)
    return option === undefined ? [] : [{ question, option, assumed }]
  })
  return addDecisions(text, decisions)
}
