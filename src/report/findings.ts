import type { Palette } from '../diagnostics/palette.js'
import type { Finding } from '../verify/compare.js'
import { originLines } from './explain.js'
import type { Locator } from './locator.js'

/** Lines of a specification that are shown for one finding; `explain` shows all. */
const SHOWN = 2

/** What `verify` found in the files of a backend, each with the lines that ask for something else. */
export function findingLines(
  findings: readonly Finding[],
  locate: Locator,
  palette: Palette,
): readonly string[] {
  if (findings.length === 0) return []
  return [
    palette.bold('The backend differs from the specifications'),
    ...findings.flatMap((finding) => {
      const place = finding.line === null ? finding.path : `${finding.path}:${finding.line}`
      return [
        `  ${palette.red(finding.kind)}  ${place}`,
        `    ${finding.message}`,
        ...originLines(finding.origins, locate)
          .slice(0, SHOWN)
          .map((line) => palette.dim(`    ${line}`)),
      ]
    }),
    palette.dim('  specwright plan --diff shows how; specwright implement mends what nobody edited'),
  ]
}
