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
  readonly schemathesis?: boolean
  /** A file for the findings as SARIF. */
  readonly sarif?: string
}

/** Options of `verify`. */
export interface VerifyCommandOptions extends CommonOptions {
  /** A service that runs already, in place of the backend in the project. */
  readonly url?: string
  /** The variable that holds the secret of its tokens. */
  readonly secretEnv?: string
  /** It may be on another machine. */
  readonly allowRemote?: boolean
}

/** What the design and the options say about the audit and the probes, for `verify`. */
export function probing(
  { probes, schemathesis = false, database = 'sqlite' }: CommonOptions,
  design: Design,
  project: string,
): VerifyOptions {
  return probes === false ? { design } : { design, probes: { design, database, project, schemathesis } }
}
