/** Where sign-ins are kept that can be renewed or ended: a row each, which holds the hash of its latest token. */
export interface SessionStore {
  readonly entity: string
  /** The column of its key, a UUID that nobody can guess. */
  readonly key: string
  /** The entity of the accounts. */
  readonly accounts: string
  /** The column that refers to the account. */
  readonly account: string
  /** The column of the hash. */
  readonly hash: string
  readonly expires: string
  /** Seconds from a sign-in, or from its last renewal, to its end. */
  readonly lifetime: number
  /** Access tokens count only as long as their session lasts. */
  readonly checked: boolean
}
