import { createHash } from 'node:crypto'
import type { MailPurpose, MailTokenStore } from '../design/mail-token.js'
import { storedMoment } from './clock.js'
import { tableOf, type Execution } from './execution.js'
import { newRow } from './new-row.js'
import { columnOf, isSame, type Stored } from './stored.js'

/** A mail that a service would send. */
export interface Mail {
  readonly address: string
  readonly purpose: MailPurpose
  readonly token: string
}

/** What is stored in place of a token. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Makes a token for an account, in place of those that were sent before. */
export function newMailToken(
  execution: Execution,
  store: MailTokenStore,
  account: Stored,
  purpose: MailPurpose,
): string {
  const { transaction, surroundings } = execution
  const token = surroundings.uuid().replaceAll('-', '')
  for (const row of transaction.rows(store.entity)) {
    if (isSame(columnOf(row, store.account), account) && columnOf(row, store.purpose) === purpose)
      transaction.remove(store.entity, row)
  }
  const values = new Map<string, Stored>([
    [store.hash, hashOf(token)],
    [store.account, account],
    [store.purpose, purpose],
    [store.expires, storedMoment(surroundings.now() + store.lifetimes[purpose] * 1000)],
  ])
  transaction.put(store.entity, newRow(execution, tableOf(execution, store.entity), values))
  return token
}

/** Takes a token away and returns whose it is; null for one that is unknown, used or expired. */
export function redeemMailToken(
  { transaction, surroundings }: Execution,
  store: MailTokenStore,
  token: string,
  purpose: MailPurpose,
): Stored {
  const now = storedMoment(surroundings.now())
  const row = transaction
    .rows(store.entity)
    .find(
      (one) =>
        columnOf(one, store.hash) === hashOf(token) &&
        columnOf(one, store.purpose) === purpose &&
        String(columnOf(one, store.expires)) > now,
    )
  if (row === undefined) return null
  transaction.remove(store.entity, row)
  return columnOf(row, store.account)
}
