/** How a start of the backend ended. */
interface Start {
  readonly served: boolean
  /** What it logged. */
  readonly log: string
}

/** What only the one who started a service can do to it. */
export interface Control {
  /** Starts another process of the backend with other variables, does something while it serves, and ends it. */
  readonly start: (
    variables: Readonly<Record<string, string>>,
    work?: (base: URL) => Promise<void>,
  ) => Promise<Start>
  /** Stops and starts the database; null when it is not ours. */
  readonly database: {
    readonly stop: () => Promise<void>
    readonly start: () => Promise<void>
  } | null
}
