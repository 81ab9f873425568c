import { join } from 'node:path'
import { findingLines } from '../../report/findings.js'
import { reportText } from '../../report/report-text.js'
import { compareBackend } from '../../verify/compare.js'
import { verify } from '../../verify/verify.js'
import { planChanges } from '../../workspace/plan.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import { probing, type VerifyCommandOptions } from '../options.js'
import { progressOf } from '../progress.js'
import { analyseProject, generateFiles } from '../run.js'
import type { Terminal } from '../terminal.js'
import { copySarif, reportRun } from '../write-reports.js'
import { verifyUrl } from './verify-url.js'

/**
 * `specwright verify`: runs the tests of the backend that is there, ruff and pyright, and lists
 * where its files differ from what the specifications give. Changes nothing in the backend.
 */
export async function verifyCommand(
  what: readonly string[],
  options: VerifyCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  // What the probes run on says nothing about what the backend runs on by default.
  const { database: _, ...reading } = options
  const run = await analyseProject(what, reading, terminal)
  if (options.url !== undefined) return await verifyUrl(run, options.url, options, terminal)
  const compilation = await generateFiles(run, terminal)
  const { design, emission } = compilation
  const changes = await planChanges(emission, run.folder, run.backend)
  const findings = await compareBackend(emission, run.folder, run.backend)
  const verification = await verify(
    join(run.folder, run.backend),
    emission,
    progressOf(terminal),
    probing(options, design, run.folder),
  )
  terminal.endProgress()
  const report = await reportRun(run, compilation, changes, verification, terminal, findings)
  const status =
    verification.passed && findings.length === 0 ? ExitStatus.done : ExitStatus.verificationFailed
  if (options.sarif !== undefined) await copySarif(run.folder, options.sarif)
  if (options.json === true) {
    terminal.print(jsonText({ status, findings, ...report }))
    return status
  }
  const { palette } = terminal
  if (findings.length > 0) terminal.print([...findingLines(findings, run.locate, palette), ''].join('\n'))
  terminal.print(reportText(report, palette).join('\n'))
  return status
}
