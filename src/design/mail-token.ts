/** What a token is for that only the holder of an address can know. */
export type MailPurpose = 'verify' | 'reset'

/** Where tokens are kept that were sent by mail: a row each, which is removed when it is used. */
export interface MailTokenStore {
  readonly entity: string
  /** The entity of the accounts. */
  readonly accounts: string
  /** The column that refers to the account. */
  readonly account: string
  readonly hash: string
  readonly purpose: string
  readonly expires: string
  /** Seconds for which a token of each purpose is valid. */
  readonly lifetimes: { readonly [P in MailPurpose]: number }
}
