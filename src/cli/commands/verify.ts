import { join } from 'node:path'
import { changeLines } from '../../report/changes.js'
import { reportOf } from '../../report/report.js'
import { reportText } from '../../report/report-text.js'
import { verify } from '../../verify/verify.js'
import { planChanges } from '../../workspace/plan.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import type { CommonOptions } from '../options.js'
import { progressOf } from '../progress.js'
import { analyseProject, generateFiles } from '../run.js'
import type { Terminal } from '../terminal.js'
import { writeReports } from '../write-reports.js'

/**
 * `specwright verify`: runs the tests of the backend that is there, ruff and pyright, and lists
 * where its files differ from what the specifications give. Changes nothing in the backend.
 */
export async function verifyCommand(
  what: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const run = await analyseProject(what, options, terminal)
  const { design, emission } = await generateFiles(run, terminal)
  const changes = await planChanges(emission, run.folder, run.backend)
  const verification = await verify(join(run.folder, run.backend), emission, progressOf(terminal))
  terminal.endProgress()
  const report = reportOf({
    design,
    emission,
    changes,
    verification,
    locate: run.locate,
    assumptions: run.assumptions,
  })
  await writeReports(run.folder, report)
  const differs = changes.some(({ action }) => action !== 'keep')
  const status = verification.passed && !differs ? ExitStatus.done : ExitStatus.verificationFailed
  if (options.json === true) {
    terminal.print(jsonText({ status, ...report }))
    return status
  }
  const { palette } = terminal
  if (differs) {
    terminal.print(
      [
        palette.bold('The backend differs from the specifications'),
        ...changeLines(changes, palette),
        palette.dim('  specwright plan --diff shows how; specwright implement mends it'),
        '',
      ].join('\n'),
    )
  }
  terminal.print(reportText(report, palette).join('\n'))
  return status
}
