import type { ExpectedFailureCode } from '../diagnostics/expected-failure.js'
import { ExitStatus } from './exit-status.js'

/** The exit status that an expected failure ends a run with. */
export function exitForFailure(code: ExpectedFailureCode): ExitStatus {
  switch (code) {
    case 'python-missing':
    case 'installation-failed':
    case 'database-unavailable':
      return ExitStatus.verificationFailed
    default:
      return ExitStatus.usage
  }
}
