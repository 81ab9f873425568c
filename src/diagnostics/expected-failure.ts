/**
 * Why a run ends early although the tool works as it should. Thrown by the rooms that touch
 * the machine (workspace, verify) and by nothing else; the command line alone turns it into
 * a message and an exit status.
 */
export type ExpectedFailureCode =
  | 'usage'
  | 'nothing-to-read'
  | 'locked'
  | 'not-writable'
  | 'disk-full'
  | 'outside-project'
  | 'path-illegal'
  | 'changed-meanwhile'
  | 'interrupted'
  | 'lock-invalid'
  | 'journal-broken'
  | 'answers-invalid'
  | 'python-missing'
  | 'installation-failed'
  | 'database-unavailable'

/** A failure with one clear message and what to do about it. */
export class ExpectedFailure extends Error {
  override readonly name = 'ExpectedFailure'

  /**
   * @param code which failure it is
   * @param message what happened and where, in one sentence
   * @param suggestion what the user can do next
   */
  constructor(
    readonly code: ExpectedFailureCode,
    message: string,
    readonly suggestion: string | null = null,
  ) {
    super(message)
  }
}
