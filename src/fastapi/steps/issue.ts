import type { Step, TokenUse } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import type { Handler } from '../handler.js'
import { valueExpression } from './expression.js'
import { OPENED } from './renew.js'

type Issue = Extract<Step, { readonly kind: 'issue' }>

/** The variable that holds an access token. */
const ACCESS_TOKEN = 'access_token'

/** The token of a use, as the answer shows it. */
export function issuedToken(use: TokenUse): Expression {
  return use === 'access' ? name(ACCESS_TOKEN) : attribute(name(OPENED), 'token')
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

/** A session, whose token refreshes; it is stored after the account is, and committed by itself. */
function opened(step: Issue, handler: Handler): Statement {
  const { backend } = handler
  const made = call(
    own(backend, 'sessions', 'open_session'),
    name('session'),
    valueExpression(handler, step.subject),
  )
  return assign(name(OPENED), backend.asynchronous ? awaited(made) : made)
}

/** A signed token for an account, or a session of it. */
export function emitIssue(step: Issue, handler: Handler): readonly Statement[] {
  if (step.token === 'refresh') return [traced(opened(step, handler), step.origins, 'opens a session')]
  const create = own(handler.backend, 'auth', 'create_access_token')
  const session = step.inSession === true ? [call(name('str'), attribute(name(OPENED), 'session_id'))] : []
  return [
    traced(
      assign(name(ACCESS_TOKEN), call(create, subjectOf(step, handler), ...roleOf(step), ...session)),
      step.origins,
      'an access token',
    ),
  ]
}
