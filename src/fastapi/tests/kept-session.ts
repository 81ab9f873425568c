import { bodyFieldIn } from '../../design/expression.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, formatted, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { assign, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type ImplementedOperation } from '../backend.js'
import { sessionStore } from '../modules/session-claim.js'
import { attributeOf, keyColumns, rowName, type Table } from '../table.js'
import { moment, ownerValue } from './row-value.js'
import { stepsOf, type Scope } from './scope.js'

/** A session that a request can renew or end, with the row of its account. */
export interface KeptSession {
  readonly statements: readonly Statement[]
  readonly fixtures: readonly string[]
  readonly table: Table
  /** The variable that holds its row. */
  readonly local: string
  /** The variable that holds the row of its account. */
  readonly account: string
  /** Its token. */
  readonly token: Expression
}

/** What of a session differs from a plain one. */
interface Differing {
  readonly over?: boolean
  readonly inactive?: string
}

/** Makes a session of the user by its rows; null where the backend keeps none. */
export function keptSession({ backend }: Scope, { over, inactive }: Differing = {}): KeptSession | null {
  const store = sessionStore(backend)
  if (store === null) return null
  const table = tableNamed(backend, store.entity)
  const accounts = tableNamed(backend, store.accounts)
  const [local, account] = [rowName(table), rowName(accounts)]
  const [key] = keyColumns(accounts)
  if (key === undefined) return null
  const set = (field: string, value: Expression): Keyword => keyword(attributeOf(table, field), value)
  const flag: readonly Keyword[] =
    inactive === undefined ? [] : [keyword(attributeOf(accounts, inactive), boolean(false))]
  return {
    table,
    local,
    account,
    fixtures: [`make_${account}`, `make_${local}`],
    token: formatted(attribute(name(local), attributeOf(table, store.key)), '.secret'),
    statements: [
      assign(
        name(account),
        call(
          name(`make_${account}`),
          keyword(key.attribute, ownerValue(backend, 'USER', key.field.type)),
          ...flag,
        ),
      ),
      assign(
        name(local),
        call(
          name(`make_${local}`),
          set(store.account, attribute(name(account), key.attribute)),
          set(store.hash, call(own(backend, 'sessions', 'token_hash'), string('secret'))),
          set(store.expires, moment(over === true ? 2024 : 2099, 1, 1)),
        ),
      ),
    ],
  }
}

/** A text that has the form of a token and is none. */
export const STRANGE_TOKEN = '00000000-0000-4000-8000-000000000009.secret'

/** The body field that holds the token of a session; null without one. */
export function sentToken(operation: ImplementedOperation): string | null {
  const [renew] = stepsOf(operation, 'renew')
  const given = stepsOf(operation, 'end').find(({ token }) => token !== null)
  const token = renew?.token ?? given?.token ?? null
  return token === null ? null : bodyFieldIn(token)
}
