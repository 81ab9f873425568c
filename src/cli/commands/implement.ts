import { resolve } from 'node:path'
import type { Design } from '../../design/design.js'
import type { Verification } from '../../verify/evidence.js'
import { verify } from '../../verify/verify.js'
import { applyChanges } from '../../workspace/apply.js'
import type { Change } from '../../workspace/change.js'
import { nodeFileSystem } from '../../workspace/file-system.js'
import { isInterrupted } from '../../workspace/journal.js'
import { planChanges } from '../../workspace/plan.js'
import { recover } from '../../workspace/recover.js'
import { withRunLock } from '../../workspace/run-lock.js'
import { changeLines } from '../../report/changes.js'
import { questionLines } from '../../report/questions.js'
import type { Report } from '../../report/report.js'
import { reportText } from '../../report/report-text.js'
import { answersText, saveAnswers } from '../answers.js'
import { ask } from '../ask.js'
import { closing } from '../closing.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import { probing, type CommonOptions } from '../options.js'
import { progressOf } from '../progress.js'
import { analyseProject, generateFiles, isBlocked, type Run } from '../run.js'
import type { Terminal } from '../terminal.js'
import { toolVersion } from '../version.js'
import { reportRun } from '../write-reports.js'

/** `specwright implement`: plan, apply, verify, report. */
export async function implementCommand(
  what: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  // The lock file and the answers are those of the run before only when that run is ended.
  const folder = resolve(options.project)
  if (await isInterrupted(nodeFileSystem, folder)) await withRunLock(folder, () => recover(folder))
  const run = await decide(await analyseProject(what, options, terminal), what, options, terminal)
  if (isBlocked(run)) return tellQuestions(run, options, terminal)
  return await withRunLock(folder, async () => {
    // Another run may have begun and died since.
    const recovery = await recover(folder)
    const current = recovery === 'nothing' ? run : await analyseProject(what, options, terminal)
    return isBlocked(current)
      ? tellQuestions(current, options, terminal)
      : await implement(current, options, terminal)
  })
}

/** Puts the blocking questions to the person at the terminal, if there is one. */
async function decide(
  run: Run,
  what: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<Run> {
  if (!terminal.interactive || !isBlocked(run)) return run
  const { questions } = run.analysis.design
  const answers = await ask(
    questions.filter(({ blocking, answer }) => blocking && answer === null),
    run.locate,
  )
  if (answers.size === 0) return run
  await saveAnswers(run.folder, answers, questions)
  return await analyseProject(what, options, terminal)
}

function tellQuestions(run: Run, options: CommonOptions, terminal: Terminal): ExitStatus {
  const { questions } = run.analysis.design
  if (options.json === true) {
    terminal.print(jsonText({ status: ExitStatus.question, questions }))
    return ExitStatus.question
  }
  terminal.print(questionLines(questions, run.locate, terminal.palette).join('\n'))
  terminal.print('Nothing was written. Answer, or take every recommendation: specwright implement --yes')
  return ExitStatus.question
}

async function implement(run: Run, options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const compilation = await generateFiles(run, terminal)
  const { design, emission } = compilation
  const changes = await planChanges(emission, run.folder, run.backend)
  await applyChanges({
    project: run.folder,
    backend: run.backend,
    emission,
    changes,
    tool: toolVersion(),
    inputs: run.inputs,
    operations: design.operations.map(({ id }) => id),
    answers: run.assumed.size > 0 ? await answersText(run.folder, run.assumed, design.questions, true) : null,
  })
  const conflicts = changes.some(({ action }) => action === 'conflict')
  const verification =
    options.verify === false || conflicts
      ? null
      : await verify(
          `${run.folder}/${run.backend}`,
          emission,
          progressOf(terminal),
          probing(options, design, run.folder),
        )
  terminal.endProgress()
  const report = await reportRun(run, compilation, changes, verification, terminal)
  const status = statusOf(conflicts, design, verification)
  if (options.json === true) terminal.print(jsonText({ status, ...report }))
  else tell(run, report, changes, verification, terminal)
  return status
}

/** A run that leaves out an operation, finds none, or whose backend fails, does not end in success. */
function statusOf(conflicts: boolean, design: Design, verification: Verification | null): ExitStatus {
  if (conflicts) return ExitStatus.conflict
  const { operations } = design
  const complete = operations.length > 0 && operations.every(({ steps }) => steps !== null)
  const passed = verification === null || verification.passed
  return complete && passed ? ExitStatus.done : ExitStatus.verificationFailed
}

function tell(
  run: Run,
  report: Report,
  changes: readonly Change[],
  verification: Verification | null,
  terminal: Terminal,
): void {
  const { palette } = terminal
  const parts = [
    changeLines(changes, palette),
    reportText(report, palette),
    [palette.dim('Report: .specwright/report/report.md, report.json, changes.patch')],
    verification?.passed === true ? closing(run, verification.python) : [],
  ]
  terminal.print(
    parts
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  )
}
