import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { reportMarkdown } from '../report/report-markdown.js'
import type { Report } from '../report/report.js'
import { asExpectedFailure } from '../workspace/failure.js'
import { nodeFileSystem, replaceFile } from '../workspace/file-system.js'
import { checkHouse } from '../workspace/folder.js'
import { REPORT } from '../workspace/places.js'
import { jsonText } from './json-output.js'

/**
 * Writes the whole report to `.specwright/report/`, where git does not look.
 * @throws ExpectedFailure `disk-full`, `not-writable`
 */
export async function writeReports(project: string, report: Report): Promise<void> {
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
