import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { reportMarkdown } from '../report/report-markdown.js'
import type { Compilation } from '../compile.js'
import { reportOf, type Report } from '../report/report.js'
import type { Verification } from '../verify/evidence.js'
import type { Change } from '../workspace/change.js'
import { asExpectedFailure } from '../workspace/failure.js'
import { nodeFileSystem, replaceFile } from '../workspace/file-system.js'
import { checkHouse } from '../workspace/folder.js'
import { REPORT } from '../workspace/places.js'
import { sarifLog } from '../report/sarif.js'
import type { Finding } from '../verify/compare.js'
import { toolVersion } from './version.js'
import { jsonText } from './json-output.js'
import type { Run } from './run.js'
import type { Terminal } from './terminal.js'

/**
 * Gathers the report of a run and writes it down. Where it cannot be written the terminal says so, and still shows
 * the report itself: what was verified for minutes is not lost for want of a file.
 * @param verification null when nothing was verified
 */
export async function reportRun(
  run: Run,
  { design, emission }: Compilation,
  changes: readonly Change[],
  verification: Verification | null,
  terminal: Terminal,
  findings: readonly Finding[] = [],
): Promise<Report> {
  const { locate, assumptions } = run
  const report = reportOf({ design, emission, changes, verification, locate, assumptions })
  const log =
    verification === null
      ? null
      : sarifLog({
          design,
          emission,
          backend: run.backend,
          verification,
          findings,
          locate,
          version: toolVersion(),
        })
  await noting(terminal, () => writeReports(run.folder, report, log))
  return report
}

/** Tells a failure that is expected, and goes on. */
async function noting(terminal: Terminal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error
    terminal.note(`specwright: ${error.message}`)
  }
}

/**
 * Writes the whole report to `.specwright/report/`, where git does not look.
 * @throws ExpectedFailure `disk-full`, `not-writable`
 */
async function writeReports(project: string, report: Report, log: object | null): Promise<void> {
  await checkHouse(nodeFileSystem, project)
  const folder = join(project, REPORT)
  const files = [
    ['report.md', reportMarkdown(report)],
    ['report.json', `${jsonText(report)}\n`],
    ['changes.patch', report.patch],
    ...(log === null ? [] : [['report.sarif', `${jsonText(log)}\n`] as const]),
  ] as const
  try {
    await mkdir(folder, { recursive: true })
    for (const [name, text] of files) await replaceFile(nodeFileSystem, join(folder, name), Buffer.from(text))
  } catch (error) {
    throw asExpectedFailure(error, folder, 'so the report of this run is missing; the backend is as planned')
  }
}

/**
 * Writes what probes showed of a service that is not the project's backend; says so where it cannot.
 * @param sarif a further file for the SARIF log
 * @throws ExpectedFailure `disk-full`, `not-writable` for that file
 */
export async function writeServiceReport(
  { analysis: { design }, folder, backend, locate }: Run,
  verification: Verification,
  sarif: string | null,
  terminal: Terminal,
): Promise<void> {
  const input = {
    design,
    emission: null,
    backend,
    verification,
    findings: [],
    locate,
    version: toolVersion(),
  }
  await checkHouse(nodeFileSystem, folder)
  const target = join(folder, REPORT)
  await noting(terminal, async () => {
    try {
      await mkdir(target, { recursive: true })
      for (const [name, text] of [
        ['probes.json', jsonText(verification)],
        ['report.sarif', jsonText(sarifLog(input))],
      ] as const) {
        await replaceFile(nodeFileSystem, join(target, name), Buffer.from(`${text}\n`))
      }
    } catch (error) {
      throw asExpectedFailure(error, target, 'so the report of this run is missing')
    }
  })
  if (sarif !== null) await copySarif(folder, sarif)
}

/**
 * Puts the SARIF log of the run where the user wants it.
 * @throws ExpectedFailure `disk-full`, `not-writable`
 */
export async function copySarif(project: string, file: string): Promise<void> {
  try {
    await copyFile(join(project, REPORT, 'report.sarif'), file)
  } catch (error) {
    throw asExpectedFailure(error, file)
  }
}
