import { errorOf, redeemedOf, responseOf, successOf } from '../../../design/aspect.js'
import { bodyFieldIn } from '../../../design/expression.js'
import { call } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { expression, type Statement } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { contentOf, wrapped } from '../content.js'
import { whole } from '../expectation.js'
import { mailedTokenOf, MAILED, type MailedToken } from '../mailed-token.js'
import {
  assertEqual,
  assertMessage,
  assertStatus,
  clientOf,
  respond,
  responseJson,
  send,
} from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { staticRequest } from '../static-request.js'
import { matchesHash } from '../stored-hash.js'
import { testCase, type TestCase } from '../test-case.js'

/** A token that was sent by mail counts once, for its purpose, as long as it is valid. */
export function redeemed(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const [redeem] = stepsOf(operation, 'redeem')
  const request = staticRequest(scope)
  const table = redeem === undefined ? null : tableOfRow(scope, redeem.row)
  const kept = redeem === undefined ? null : mailedTokenOf(scope, redeem)
  if (redeem === undefined || request === null || table === null || kept === null) return []
  const ask = (token: string): Statement => respond(asked(scope, redeem, request.path, token))
  const { status, message } = redeem.otherwise
  const refusal = (id: string, shows: string, given: MailedToken): TestCase =>
    testCase({
      name: `${operation.name}_refuses_${id}`,
      shows,
      fixtures: [clientOf(scope), ...given.fixtures],
      body: [...given.statements, ask(MAILED), assertStatus(status), assertMessage(scope, message, status)],
      operation: operation.id,
      proves: [errorOf(operation, status, 'credentials')],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    })
  const over = mailedTokenOf(scope, { purpose: redeem.purpose, over: true })
  const other = mailedTokenOf(scope, { purpose: redeem.purpose === 'reset' ? 'verify' : 'reset' })
  const shown = whole(operation.responseBody, none)
  return [
    testCase({
      name: `${operation.name}_takes_a_token_once`,
      shows: 'A token that was sent by mail does its work once',
      fixtures: [clientOf(scope), 'session', ...kept.fixtures],
      body: [
        ...kept.statements,
        ask(MAILED),
        assertStatus(operation.success),
        ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
        expression(call(attribute(name('session'), 'refresh'), name(kept.account))),
        ...effect(scope, redeem, kept),
        ask(MAILED),
        assertStatus(status),
        assertMessage(scope, message, status),
      ],
      operation: operation.id,
      proves: [
        successOf(operation),
        redeemedOf(operation),
        ...(shown === null ? [] : [responseOf(operation)]),
        errorOf(operation, status, 'credentials'),
      ],
      origins: originsOf(operation, 'success', 'exists'),
    }),
    ...(over === null ? [] : [refusal('a_token_that_is_over', 'A token does not outlive its time', over)]),
    ...(other === null
      ? []
      : [refusal('a_token_of_another_purpose', 'A token counts for what it was sent for', other)]),
    testCase({
      name: `${operation.name}_refuses_an_unknown_token`,
      shows: 'What nobody was sent does nothing',
      fixtures: [clientOf(scope), 'engine'],
      body: [ask('guessed'), assertStatus(status), assertMessage(scope, message, status)],
      operation: operation.id,
      proves: [errorOf(operation, status, 'credentials')],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    }),
  ]
}

/** The request with a token where the operation takes it. */
function asked(scope: Scope, { token }: StepOf<'redeem'>, path: Expression, given: string): Expression {
  const { operation } = scope
  const field = bodyFieldIn(token)
  if (token.kind === 'query') {
    const plain = operation.path
    return send(scope, clientOf(scope), {
      path: string(plain),
      query: dictionary([[string(token.name), string(given)]]),
    })
  }
  if (token.kind === 'path')
    return send(scope, clientOf(scope), {
      path: string(operation.path.replace(`{${token.name}}`, given)),
      ...(operation.body.length === 0 ? {} : { body: bodyWith(scope, null, given) }),
    })
  return send(scope, clientOf(scope), { path, body: bodyWith(scope, field, given) })
}

function bodyWith(scope: Scope, field: string | null, given: string): Expression {
  const content = contentOf(scope, { references: new Map() }, 'least') ?? new Map<string, Expression>()
  const entries = [...content].map(
    ([key, value]) => [string(key), key === field ? string(given) : value] as const,
  )
  return wrapped(scope.operation.bodyKey, dictionary(entries))
}

/** What the token allowed: another password, or a verified address. */
function effect(scope: Scope, redeem: StepOf<'redeem'>, { account }: MailedToken): readonly Statement[] {
  const { backend, operation } = scope
  const table = tableOfRow(scope, redeem.row)
  const [assignment] = stepsOf(operation, 'assign').flatMap(({ values }) => values)
  if (assignment === undefined || table === null) return []
  const column = attribute(name(account), attributeOf(table, assignment.field))
  if (assignment.value.kind === 'hash') {
    const sent = contentOf(scope, { references: new Map() }, 'least')?.get(
      bodyFieldIn(assignment.value) ?? '',
    )
    return sent === undefined ? [] : [{ kind: 'assert', test: matchesHash(backend, sent, column) }]
  }
  return [
    assignment.value.kind === 'constant'
      ? { kind: 'assert', test: column }
      : { kind: 'assert', test: compare(column, 'is not', none) },
  ]
}
