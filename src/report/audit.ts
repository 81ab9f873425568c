import type { Palette } from '../diagnostics/palette.js'
import type { AuditFinding } from '../verify/audit/audit.js'
import { oneLine } from './table.js'

/** Findings that the terminal shows. */
const SHOWN = 20

/** What the audit of the code found, for a terminal; nothing when it found nothing. */
export function auditLines(findings: readonly AuditFinding[], palette: Palette): readonly string[] {
  if (findings.length === 0) return []
  return [
    '',
    palette.red(palette.bold(`Audit (${findings.length})`)),
    ...findings
      .slice(0, SHOWN)
      .flatMap(({ rule, cwe, path, line, operation, message, cure }) => [
        `  ${palette.red('✗')} ${oneLine(`${path}:${line}`, 120)} ${rule}${cwe === null ? '' : ` [CWE-${cwe}]`}${operation === null ? '' : ` ${oneLine(operation, 80)}`}`,
        `      ${oneLine(message, 200)}`,
        palette.dim(`      ${cure}`),
      ]),
    ...(findings.length > SHOWN
      ? [palette.dim(`  … and ${findings.length - SHOWN} more in the report`)]
      : []),
  ]
}
