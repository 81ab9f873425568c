import { changeLines } from '../../report/changes.js'
import { coverageLines, sumsOf } from '../../report/coverage.js'
import { glance } from '../../report/glance.js'
import { questionLines } from '../../report/questions.js'
import { changeDiff, conflictDiff } from '../../workspace/diff.js'
import { planChanges } from '../../workspace/plan.js'
import { diagnosticLines } from '../diagnostic-lines.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import type { CommonOptions } from '../options.js'
import { analyseProject, generateFiles, isBlocked } from '../run.js'
import type { Terminal } from '../terminal.js'

/** Statements that were not understood are listed up to this number; `--json` gives all. */
const MOST_UNKNOWN = 15

/**
 * `specwright plan`: the design at a glance, problems, questions, statement coverage and changes.
 * Writes nothing.
 */
export async function planCommand(
  what: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const run = await analyseProject(what, options, terminal)
  const { design, emission, project, timings } = await generateFiles(run, terminal)
  const changes = await planChanges(emission, run.folder, run.backend)
  const status = isBlocked(run)
    ? ExitStatus.question
    : changes.some(({ action }) => action === 'conflict')
      ? ExitStatus.conflict
      : ExitStatus.done
  if (options.json === true) {
    const { diagnostics } = run
    terminal.print(
      jsonText({ status, design, statements: sumsOf(design.statements), changes, diagnostics, timings }),
    )
    return status
  }
  if (options.diff === true) {
    for (const change of changes) {
      const patch = changeDiff(change) + conflictDiff(change)
      if (patch !== '') terminal.print(patch.trimEnd())
    }
    return status
  }
  const { palette } = terminal
  const size = `${project.documents.length} documents, ${design.operations.length} routes, ${design.statements.length} statements`
  const parts = [
    [`${palette.bold(design.service.title)}  ${palette.dim(size)}`],
    glance(design, palette),
    diagnosticLines(run, palette),
    questionLines(design.questions, run.locate, palette),
    coverageLines(design.statements, run.locate, palette, MOST_UNKNOWN),
    changeLines(changes, palette),
  ]
  terminal.print(
    parts
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n').trimEnd())
      .join('\n\n'),
  )
  return status
}
