import type { Design } from '../design/design.js'
import type { VerifyOptions } from '../verify/verify.js'

/** Options that all commands share, as commander parses them. */
export interface CommonOptions {
  readonly project: string
  readonly backend?: string
  readonly json?: boolean
  readonly yes?: boolean
  readonly diff?: boolean
  readonly database?: 'sqlite' | 'postgres'
  /** False under `--no-verify`. */
  readonly verify?: boolean
  /** False under `--no-probes`. */
  readonly probes?: boolean
}

/** What the options say about probes, for `verify`. */
export function probing(
  { probes, database = 'sqlite' }: CommonOptions,
  design: Design,
  project: string,
): VerifyOptions {
  return probes === false ? {} : { probes: { design, database, project } }
}
