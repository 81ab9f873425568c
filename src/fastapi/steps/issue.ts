import type { Step, TokenUse } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import type { Handler } from '../handler.js'
import { valueExpression } from './expression.js'

type Issue = Extract<Step, { readonly kind: 'issue' }>

/** The variable that holds a token. */
export function tokenVariable(use: TokenUse): string {
  return `${use}_token`
}

/** The claim that names the user is a text (RFC 7519, section 4.1.2). */
function subjectOf({ subject }: Issue, handler: Handler): Expression {
  const id = valueExpression(handler, subject)
  return handler.backend.userId === 'string' ? id : call(name('str'), id)
}

/** The kind of the account, where there are several. */
function roleOf({ role = null }: Issue): readonly Expression[] {
  return role === null ? [] : [string(role)]
}

/** A signed token for an account. */
export function emitIssue(step: Issue, handler: Handler): readonly Statement[] {
  const create = own(handler.backend, 'auth', `create_${tokenVariable(step.token)}`)
  return [
    traced(
      assign(name(tokenVariable(step.token)), call(create, subjectOf(step, handler), ...roleOf(step))),
      step.origins,
      `an ${step.token} token`,
    ),
  ]
}
