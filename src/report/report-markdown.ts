import { probesMarkdown } from './probes-markdown.js'
import type { Report, ReportedStatement } from './report.js'

const MARKS: Readonly<Record<ReportedStatement['status'], string>> = {
  proved: '[x]',
  failed: '[ ] **failed**',
  unproved: '[ ] not proved',
  asked: '[ ] asked',
  'out-of-scope': 'out of scope',
  'not-understood': '[ ] **not understood**',
}

/** The whole report as Markdown, in the order of clause RUN-6. */
export function reportMarkdown(report: Report): string {
  const probes = report.verification?.probes ?? []
  const lines = [
    '# Report',
    '',
    report.summary,
    '',
    '## Files',
    '',
    ...orNone(report.files.map(({ action, path, summary }) => `- ${action} \`${path}\`: ${escape(summary)}`)),
    '',
    '## Security measures proved by tests of this run',
    '',
    ...orNone(report.security.map(({ measure, tests }) => `- ${measure} (${tests} tests)`)),
    '',
    '## Error cases',
    '',
    '| route | status | message |',
    '|---|---|---|',
    ...report.errors.map(
      ({ operation, status, message }) => `| \`${cell(operation)}\` | ${status} | ${cell(escape(message))} |`,
    ),
    '',
    '## Statements',
    '',
    ...report.statements.map((statement) => statementLine(statement)),
    '',
    '## Checks',
    '',
    ...orNone(
      (report.verification?.evidence ?? [])
        .filter(({ check }) => check !== 'probes' && check !== 'audit')
        .map(({ check, subject, outcome }) => `- ${outcome}: ${check} \`${subject}\``),
    ),
    '',
    '## Audit of the code',
    '',
    ...orNone(
      (report.verification?.audit ?? []).map(({ rule, cwe, path, line, operation, message, cure }) =>
        [
          `- \`${path}:${line}\` ${rule}${cwe === null ? '' : ` (CWE-${cwe})`}`,
          operation === null ? '' : `, ${escape(operation)}`,
          `: ${escape(message)} ${escape(cure)}`,
        ].join(''),
      ),
    ),
    '',
    '## Probes of the running service',
    '',
    ...(probes.length === 0 ? ['None.'] : probesMarkdown(probes, escape)),
    '',
    '## Environment variables',
    '',
    ...orNone(
      report.environment.map(({ name, description }) => `- \`${name}\`: ${escape(description ?? '')}`),
    ),
    '',
    '## Assumptions',
    '',
    ...orNone(report.assumptions.map(({ question, text }) => `- \`${question}\`: ${escape(text)}`)),
    '',
    '## Next',
    '',
    ...orNone(report.followUps.map((line) => `- ${escape(line)}`)),
    '',
  ]
  return lines.join('\n')
}

function statementLine(statement: ReportedStatement): string {
  const label = statement.label === null ? '' : `**${escape(statement.label)}** `
  const because =
    statement.because.length === 0 ? '' : `\n  - ${statement.because.map(escape).join('\n  - ')}`
  return `- ${MARKS[statement.status]} ${label}${escape(statement.text)} (${statement.place})${because}`
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['None.'] : lines
}

/** Text of a specification is shown as text: no Markdown, no HTML comes from it. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/gu, String.raw`\$&`).replaceAll(/\s+/gu, ' ')
}

function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/gu, String.raw`\|`)
}
