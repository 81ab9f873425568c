import { ExpectedFailure } from '../../diagnostics/expected-failure.js'
import type { Question } from '../../design/question.js'
import { questionBlock } from '../../report/questions.js'
import { saveAnswers } from '../answers.js'
import { ask } from '../ask.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import type { CommonOptions } from '../options.js'
import { analyseProject, type Run } from '../run.js'
import type { Terminal } from '../terminal.js'

/**
 * `specwright answer`: without arguments asks every open question, or lists them where nobody
 * can be asked; with an id and an option writes the answer down.
 */
export async function answerCommand(
  id: string | undefined,
  option: string | undefined,
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const run = await analyseProject([], options, terminal)
  const { questions } = run.analysis.design
  if (id !== undefined) return await answerOne(id, option, questions, run, options, terminal)
  const open = questions.filter(({ answer }) => answer === null)
  if (options.json === true) {
    terminal.print(jsonText({ questions }))
    return ExitStatus.done
  }
  if (open.length === 0) {
    terminal.print('No question is open.')
    return ExitStatus.done
  }
  if (terminal.interactive) {
    const answers = await ask(open, run.locate)
    await saveAnswers(run.folder, answers, questions)
    terminal.print(`${answers.size} of ${open.length} questions answered, in .specwright/answers.yaml`)
    return ExitStatus.done
  }
  for (const question of open)
    terminal.print(questionBlock(question, run.locate, terminal.palette).join('\n'))
  return open.some(({ blocking }) => blocking) ? ExitStatus.question : ExitStatus.done
}

async function answerOne(
  id: string,
  option: string | undefined,
  questions: readonly Question[],
  run: Run,
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const question = questions.find((candidate) => candidate.id === id)
  if (question === undefined) {
    throw new ExpectedFailure(
      'usage',
      `No question is called ${JSON.stringify(id)}.`,
      `Questions: ${questions.map((candidate) => candidate.id).join(', ') || 'none'}.`,
    )
  }
  if (option === undefined) {
    if (options.json === true) terminal.print(jsonText({ question }))
    else terminal.print(questionBlock(question, run.locate, terminal.palette).join('\n'))
    return ExitStatus.done
  }
  if (!question.options.some((candidate) => candidate.id === option)) {
    throw new ExpectedFailure(
      'usage',
      `${JSON.stringify(option)} is no option of ${id}.`,
      `Options: ${question.options.map((candidate) => candidate.id).join(', ')}.`,
    )
  }
  await saveAnswers(run.folder, new Map([[id, option]]), questions)
  if (options.json === true) terminal.print(jsonText({ id, option }))
  else terminal.print(`${id}: ${option}, in .specwright/answers.yaml`)
  return ExitStatus.done
}
