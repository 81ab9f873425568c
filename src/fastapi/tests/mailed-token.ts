import { bodyFieldIn } from '../../design/expression.js'
import type { MailPurpose } from '../../design/mail-token.js'
import { call, keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type ImplementedOperation } from '../backend.js'
import { mailTokenStore } from '../modules/mail-tokens.js'
import { attributeOf, keyColumns, rowName } from '../table.js'
import { moment } from './row-value.js'
import { stepsOf, type Scope } from './scope.js'

/** A token that was sent by mail, with the row of its account. */
export interface MailedToken {
  readonly statements: readonly Statement[]
  readonly fixtures: readonly string[]
  /** The variable that holds the row of its account. */
  readonly account: string
}

/** The token that the arranged rows know. */
export const MAILED = 'token-from-a-mail'

/** What of a token differs from a plain one. */
interface Differing {
  readonly over?: boolean
  readonly purpose: MailPurpose
}

/** Makes an account and a token that was sent to it; null where none are kept. */
export function mailedTokenOf({ backend }: Scope, { over, purpose }: Differing): MailedToken | null {
  const store = mailTokenStore(backend)
  if (store === null) return null
  const table = tableNamed(backend, store.entity)
  const accounts = tableNamed(backend, store.accounts)
  const [local, account] = [rowName(table), rowName(accounts)]
  const [key] = keyColumns(accounts)
  if (key === undefined) return null
  const set = (field: string, value: Expression) => keyword(attributeOf(table, field), value)
  return {
    account,
    fixtures: [`make_${account}`, `make_${local}`],
    statements: [
      assign(name(account), call(name(`make_${account}`))),
      expression(
        call(
          name(`make_${local}`),
          set(store.account, attribute(name(account), key.attribute)),
          set(store.hash, call(own(backend, 'mailTokens', 'token_hash'), string(MAILED))),
          set(store.purpose, string(purpose)),
          set(store.expires, moment(over === true ? 2024 : 2099, 1, 1)),
        ),
      ),
    ],
  }
}

/** The body field that holds a token of a mail; null without one. */
export function mailedField(operation: ImplementedOperation): string | null {
  const [redeem] = stepsOf(operation, 'redeem')
  return redeem === undefined ? null : bodyFieldIn(redeem.token)
}
