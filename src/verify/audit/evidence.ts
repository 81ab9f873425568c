import type { Evidence } from '../evidence.js'
import type { AuditFinding } from './audit.js'

/** What the audit is evidence of: one failure for each finding, or that there was none. */
export function auditEvidence(findings: readonly AuditFinding[]): readonly Evidence[] {
  if (findings.length === 0) {
    return [{ check: 'audit', subject: 'audit', outcome: 'passed', message: '', seconds: null }]
  }
  return findings.map(({ rule, cwe, path, line, operation, message, cure }): Evidence => {
    const about = [
      rule,
      ...(cwe === null ? [] : [`CWE-${String(cwe)}`]),
      ...(operation === null ? [] : [operation]),
    ]
    return {
      check: 'audit',
      subject: `${path}:${String(line)}`,
      outcome: 'failed',
      message: `${about.join(', ')}: ${message} ${cure}`,
      seconds: null,
    }
  })
}
