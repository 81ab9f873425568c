import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { reportMarkdown } from '../report/report-markdown.js'
import type { Compilation } from '../compile.js'
import { reportOf, type Report } from '../report/report.js'
import type { Verification } from '../verify/evidence.js'
import type { Change } from '../workspace/change.js'
import { asExpectedFailure } from '../workspace/failure.js'
import { nodeFileSystem, replaceFile } from '../workspace/file-system.js'
import { checkHouse } from '../workspace/folder.js'
import { REPORT } from '../workspace/places.js'
import { jsonText } from './json-output.js'
import type { Run } from './run.js'

/**
 * Gathers the report of a run and writes it down.
 * @param verification null when nothing was verified
 * @throws ExpectedFailure `disk-full`, `not-writable`
 */
export async function reportRun(
  run: Run,
  { design, emission }: Compilation,
  changes: readonly Change[],
  verification: Verification | null,
): Promise<Report> {
  const { locate, assumptions } = run
  const report = reportOf({ design, emission, changes, verification, locate, assumptions })
  await writeReports(run.folder, report)
  return report
}

/**
 * Writes the whole report to `.specwright/report/`, where git does not look.
 * @throws ExpectedFailure `disk-full`, `not-writable`
 */
async function writeReports(project: string, report: Report): Promise<void> {
  await checkHouse(nodeFileSystem, project)
  const folder = join(project, REPORT)
  const files = [
    ['report.md', reportMarkdown(report)],
    ['report.json', `${jsonText(report)}\n`],
    ['changes.patch', report.patch],
  ] as const
  try {
    await mkdir(folder, { recursive: true })
    for (const [name, text] of files) await replaceFile(nodeFileSystem, join(folder, name), Buffer.from(text))
  } catch (error) {
    throw asExpectedFailure(error, folder, 'so the report of this run is missing; the backend is as planned')
  }
}
