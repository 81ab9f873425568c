import { createHash } from 'node:crypto'
import type { SessionStore } from '../design/session-store.js'
import { storedMoment } from './clock.js'
import { tableOf, type Execution } from './execution.js'
import { newRow } from './new-row.js'
import { columnOf, isSame, type Row, type Stored } from './stored.js'
import type { Transaction } from './store.js'
import { canonicalUuid } from './values/uuid.js'

/** A session and the token that renews it. */
export interface OpenedSession {
  readonly id: string
  readonly account: Stored
  readonly token: string
}

/** What is stored in place of the secret of a token. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** A secret that nobody can guess: a random UUID has 122 bits of chance (RFC 9562, section 5.4). */
function newSecret({ surroundings }: Execution): string {
  return surroundings.uuid().replaceAll('-', '')
}

/** The session and the secret in a token; null for a text that is none. */
function readSessionToken(token: string): { readonly id: string; readonly secret: string } | null {
  const dot = token.indexOf('.')
  const id = canonicalUuid(dot < 0 ? token : token.slice(0, dot))
  return id === null ? null : { id, secret: dot < 0 ? '' : token.slice(dot + 1) }
}

function expiry({ surroundings }: Execution, { lifetime }: SessionStore): string {
  return storedMoment(surroundings.now() + lifetime * 1000)
}

/** Opens a session for an account; its sessions that are over are cleared away. */
export function openSession(execution: Execution, store: SessionStore, account: Stored): OpenedSession {
  const { transaction } = execution
  const secret = newSecret(execution)
  const row = newRow(
    execution,
    tableOf(execution, store.entity),
    new Map<string, Stored>([
      [store.account, account],
      [store.hash, hashOf(secret)],
      [store.expires, expiry(execution, store)],
    ]),
  )
  transaction.put(store.entity, row)
  for (const other of transaction.rows(store.entity))
    if (isSame(columnOf(other, store.account), account) && !isCurrent(execution, store, other))
      transaction.remove(store.entity, other)
  const id = String(columnOf(row, store.key))
  return { id, account, token: `${id}.${secret}` }
}

function isCurrent(
  { surroundings }: Pick<Execution, 'surroundings'>,
  store: SessionStore,
  row: Row,
): boolean {
  return String(columnOf(row, store.expires)) > storedMoment(surroundings.now())
}

/** Exchanges a token for its successor; a token that was exchanged before ends its session. Null without a session. */
export function renewSession(
  execution: Execution,
  store: SessionStore,
  token: string,
  rotates: boolean,
): OpenedSession | null {
  const { transaction } = execution
  const read = readSessionToken(token)
  if (read === null) return null
  const fresh = rotates ? newSecret(execution) : read.secret
  const named = sessionRow(transaction, store, read.id)
  const right =
    named !== undefined &&
    columnOf(named, store.hash) === hashOf(read.secret) &&
    isCurrent(execution, store, named)
  if (named === undefined) return null
  if (!right) {
    if (rotates) transaction.remove(store.entity, named)
    return null
  }
  if (rotates) {
    const changes = new Map<string, Stored>([
      [store.hash, hashOf(fresh)],
      [store.expires, expiry(execution, store)],
    ])
    transaction.put(store.entity, { ...named, values: new Map([...named.values, ...changes]) })
  }
  return { id: read.id, account: columnOf(named, store.account), token: `${read.id}.${fresh}` }
}

function sessionRow(transaction: Transaction, store: SessionStore, id: string): Row | undefined {
  return transaction.rows(store.entity).find((row) => columnOf(row, store.key) === id)
}

/** Ends the sessions that `matches`; tells whether there was one. */
export function endSessions(
  { transaction }: Execution,
  store: SessionStore,
  matches: (row: Row) => boolean,
): boolean {
  const ended = transaction.rows(store.entity).filter(matches)
  for (const row of ended) transaction.remove(store.entity, row)
  return ended.length > 0
}

/** Whether a row is the session that a token names, with its secret. */
export function isSessionOf(store: SessionStore, token: string): (row: Row) => boolean {
  const read = readSessionToken(token)
  return (row) =>
    read !== null && columnOf(row, store.key) === read.id && columnOf(row, store.hash) === hashOf(read.secret)
}

/** Whether a session has neither been ended nor run out. */
export function isLiveSession(
  transaction: Transaction,
  surroundings: Execution['surroundings'],
  store: SessionStore,
  id: string,
): boolean {
  const row = sessionRow(transaction, store, id)
  return row !== undefined && isCurrent({ surroundings }, store, row)
}
