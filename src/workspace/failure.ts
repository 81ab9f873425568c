import { ExpectedFailure } from '../diagnostics/expected-failure.js'

/** The error code of Node.js (`ENOENT`, `ENOSPC`), or null when the value is no system error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return /^E[A-Z0-9]+$/.test(error.code) ? error.code : null
}

/**
 * Turns the system errors that an ordinary machine can produce while writing into expected
 * failures; any other value is returned as it is.
 *
 * @param error what was caught
 * @param folder the folder that was being written, for the message
 * @param outcome what became of the run, for the message
 */
export function asExpectedFailure(
  error: unknown,
  folder: string,
  outcome = 'and nothing was changed',
): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ExpectedFailure(
        'disk-full',
        `The disk is full: ${folder} could not be written, ${outcome}.`,
        'Free some space and run again.',
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ExpectedFailure(
        'not-writable',
        `${folder} cannot be written (no permission, or a read-only file system), ${outcome}.`,
        'Give yourself the permission to write there, or run in a copy.',
      )
    default:
      return error
  }
}
