import { oneLine, columns, count } from './table.js'
import { auditLines } from './audit.js'
import type { Palette } from '../diagnostics/palette.js'
import { probeLines } from './probes.js'
import type { Report } from './report.js'

/**
 * The report as a terminal shows it: what was done, what is proved, what is left.
 * The whole of it stands in the Markdown report.
 */
export function reportText(report: Report, palette: Palette): string[] {
  const failed = (report.verification?.evidence ?? []).filter(
    ({ check, outcome }) =>
      outcome === 'failed' &&
      check !== 'audit' &&
      (check !== 'probes' || report.verification?.probes === null),
  )
  const proved = report.statements.filter(({ status }) => status === 'proved').length
  const demanded = report.statements.filter(({ status }) => status !== 'out-of-scope').length
  return [
    palette.bold(report.summary),
    ...report.security.map(
      ({ measure, tests }) => `  ${palette.green('✓')} ${measure} (${count(tests, 'test')})`,
    ),
    '',
    `${palette.bold('Statements')}  ${proved} of ${demanded} proved by tests that ran`,
    ...(failed.length === 0
      ? []
      : [
          '',
          palette.red(palette.bold(`Failed (${failed.length})`)),
          ...failed
            .slice(0, 10)
            .flatMap(({ check, subject, message }) => [
              `  ${palette.red('✗')} ${check} ${subject}`,
              `      ${oneLine(message, 160)}`,
            ]),
        ]),
    ...auditLines(report.verification?.audit ?? [], palette),
    ...(report.verification?.probes?.some(({ outcome }) => outcome === 'failed') === true
      ? ['', ...probeLines(report.verification.probes, palette)]
      : []),
    ...(report.assumptions.length === 0
      ? []
      : [
          '',
          palette.bold(`Assumptions (${report.assumptions.length})`),
          ...report.assumptions
            .slice(0, 8)
            .map(({ question, text }) => `  • ${question}: ${oneLine(text, 120)}`),
          ...(report.assumptions.length > 8
            ? [palette.dim(`  … and ${report.assumptions.length - 8} more`)]
            : []),
        ]),
    ...(report.environment.length === 0
      ? []
      : [
          '',
          palette.bold('Environment'),
          ...columns(
            report.environment.map(({ name, description }) => [name, oneLine(description ?? '', 100)]),
          ),
        ]),
    ...(report.followUps.length === 0
      ? []
      : ['', palette.bold('Next'), ...report.followUps.map((line) => `  • ${oneLine(line, 200)}`)]),
  ]
}
