import { errorJson } from '../../design/error-json.js'
import { jsonLiteral } from '../values/json.js'
import { attribute, name } from '../../python/nodes/name.js'
import { call, keyword } from '../../python/nodes/call.js'
import { compare } from '../../python/nodes/operator.js'
import { number, string } from '../../python/nodes/literal.js'
import type { Expression } from '../../python/nodes/expression.js'
import type { Statement } from '../../python/nodes/statement.js'
import { assign } from '../../python/nodes/statement.js'
import { widenedFor } from '../../design/widened-step.js'
import type { Scope } from './scope.js'

/** Fixtures that send requests. */
export type Client = 'client' | 'other_client' | 'roleless_client' | 'anonymous'

/** The client that may call an operation: with a token where one is needed. */
export function clientOf(scope: Scope): Client {
  // What a role reaches beyond the rows of the caller is a test of its own.
  if (scope.operation.steps.some((step) => widenedFor(step) !== null)) return 'roleless_client'
  return scope.protected ? 'client' : 'anonymous'
}

/** What is sent. */
export interface Sent {
  readonly path: Expression
  readonly body?: Expression | null
  readonly query?: Expression | null
  readonly headers?: Expression | null
}

/** `client.post(path, json=…)`. */
export function send(
  scope: Scope,
  client: string,
  { path, body = null, query = null, headers = null }: Sent,
): Expression {
  const { method, form } = scope.operation
  const options = [
    ...(query === null ? [] : [keyword('params', query)]),
    ...(body === null ? [] : [keyword(form === true ? 'data' : 'json', body)]),
    ...(headers === null ? [] : [keyword('headers', headers)]),
  ]
  const bodiless = method === 'GET' || method === 'DELETE' || method === 'HEAD' || method === 'OPTIONS'
  return bodiless && body !== null
    ? call(attribute(name(client), 'request'), string(method), path, ...options)
    : call(attribute(name(client), method.toLowerCase()), path, ...options)
}

/** `response = …`. */
export function respond(request: Expression): Statement {
  return assign(name('response'), request)
}

/** `assert response.status_code == 201`. */
export function assertStatus(status: number): Statement {
  return {
    kind: 'assert',
    test: compare(attribute(name('response'), 'status_code'), '==', number(status)),
  }
}

/** `response.json()`. */
export const responseJson: Expression = call(attribute(name('response'), 'json'))

/** `assert left == right`; `is` for `None` and booleans. */
export function assertEqual(left: Expression, right: Expression): Statement {
  const single = right.kind === 'none' || right.kind === 'boolean'
  return { kind: 'assert', test: compare(left, single ? 'is' : '==', right) }
}

/** `assert response.json() == {"detail": "Loan not found"}`. */
export function assertMessage(scope: Pick<Scope, 'backend'>, message: string, status: number): Statement {
  return assertEqual(
    responseJson,
    jsonLiteral(errorJson(scope.backend.design.service.errorBody, status, message)),
  )
}
