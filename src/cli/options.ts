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
}
