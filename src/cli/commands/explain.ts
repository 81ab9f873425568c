import { ExpectedFailure } from '../../diagnostics/expected-failure.js'
import { explain } from '../../report/explain.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import type { CommonOptions } from '../options.js'
import { analyseProject, generateFiles } from '../run.js'
import type { Terminal } from '../terminal.js'

/** `specwright explain SUBJECT`: where a route, a field, a status or a line of code comes from. */
export async function explainCommand(
  subject: string,
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const run = await analyseProject([], options, terminal)
  const { design, emission } = await generateFiles(run, terminal)
  const explanations = explain(subject, {
    design,
    emission,
    claims: run.analysis.reading.claims,
    locate: run.locate,
  })
  if (explanations.length === 0) {
    throw new ExpectedFailure(
      'usage',
      `Nothing is known of ${JSON.stringify(subject)}.`,
      'Name a route ("POST /api/tasks"), its status ("POST /api/tasks 404"), a field (Task.title), a line (backend/app/main.py:12) or a document (specs/tasks.md).',
    )
  }
  if (options.json === true) {
    terminal.print(jsonText({ subject, explanations }))
    return ExitStatus.done
  }
  for (const { about, because } of explanations) {
    terminal.print(terminal.palette.bold(about))
    for (const line of because) terminal.print(`  ← ${line}`)
  }
  return ExitStatus.done
}
