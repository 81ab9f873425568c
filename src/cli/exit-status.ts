/** Exit statuses of the command line, as `docs/architecture.md` lists them. */
export const ExitStatus = {
  done: 0,
  defect: 1,
  usage: 2,
  question: 3,
  verificationFailed: 4,
  conflict: 5,
} as const

/** One of the exit statuses. */
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus]
