import { errorOf, renewedOf, successOf, tokenOf } from '../../../design/aspect.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { wrapped } from '../content.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { keptSession, sentToken, STRANGE_TOKEN, type KeptSession } from '../kept-session.js'
import { assertMessage, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { staticRequest } from '../static-request.js'
import { testCase, type TestCase } from '../test-case.js'
import { namesAccount, tokenPlace } from './issued-token.js'

/** The token of a session is exchanged once; what is no token of a session, or one that was used, is refused. */
export function renewed(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const [renew] = stepsOf(operation, 'renew')
  const field = sentToken(operation)
  const path = staticRequest(scope)?.path
  const kept = keptSession(scope)
  if (renew === undefined || field === null || path === undefined || kept === null) return []
  const ask = (token: Expression): Statement =>
    respond(
      send(scope, clientOf(scope), {
        path,
        body: wrapped(operation.bodyKey, dictionary([[string(field), token]])),
      }),
    )
  return [
    ...exchanged(scope, renew, kept, ask),
    ...(renew.rotates ? usedTwice(scope, renew, kept, ask) : []),
    ...refused(scope, renew, ask),
  ]
}

type Ask = (token: Expression) => Statement

function exchanged(scope: Scope, renew: StepOf<'renew'>, kept: KeptSession, ask: Ask): readonly TestCase[] {
  const { operation } = scope
  const [issue] = stepsOf(operation, 'issue')
  const table = tableOfRow(scope, renew.row)
  const place = tokenPlace(operation.responseBody, responseJson)
  if (issue === undefined || table === null || place === null) return []
  const next = tokenPlace(operation.responseBody, responseJson, 'refresh')
  return [
    testCase({
      name: `${operation.name}_exchanges_the_token`,
      shows: 'The token of a session gets an access token of its account',
      fixtures: [clientOf(scope), ...kept.fixtures],
      body: [
        ...kept.statements,
        ask(kept.token),
        assertStatus(operation.success),
        ...namesAccount(scope, place, attribute(name(kept.account), attributeOf(table, renew.key)), issue),
        ...(next === null ? [] : [{ kind: 'assert' as const, test: compare(next, '!=', kept.token) }]),
      ],
      operation: operation.id,
      proves: [successOf(operation), tokenOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}

function usedTwice(
  scope: Scope,
  { otherwise }: StepOf<'renew'>,
  kept: KeptSession,
  ask: Ask,
): readonly TestCase[] {
  const { operation } = scope
  const next = tokenPlace(operation.responseBody, responseJson, 'refresh')
  if (next === null) return []
  return [
    testCase({
      name: `${operation.name}_ends_a_session_whose_token_comes_twice`,
      shows: 'A token that was exchanged before was copied: it is refused, and so is its successor',
      fixtures: [clientOf(scope), ...kept.fixtures],
      body: [
        ...kept.statements,
        ask(kept.token),
        assertStatus(operation.success),
        assign(name('successor'), next),
        ask(kept.token),
        assertStatus(otherwise.status),
        assertMessage(scope, otherwise.message, otherwise.status),
        ask(name('successor')),
        assertStatus(otherwise.status),
      ],
      operation: operation.id,
      proves: [renewedOf(operation), errorOf(operation, otherwise.status, 'credentials')],
      origins: originsOf(operation, `error.${otherwise.status}`, 'exists'),
    }),
  ]
}

function refused(scope: Scope, renew: StepOf<'renew'>, ask: Ask): readonly TestCase[] {
  const { operation } = scope
  const { status, message } = renew.otherwise
  const over = keptSession(scope, { over: true })
  const inactive = renew.active === null ? null : keptSession(scope, { inactive: renew.active.field })
  const test = (id: string, shows: string, kept: KeptSession, token: Expression): TestCase =>
    testCase({
      name: `${operation.name}_refuses_${id}`,
      shows,
      fixtures: [clientOf(scope), ...kept.fixtures],
      body: [...kept.statements, ask(token), assertStatus(status), assertMessage(scope, message, status)],
      operation: operation.id,
      proves: [errorOf(operation, status, 'credentials')],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    })
  return [
    testCase({
      name: `${operation.name}_refuses_an_unknown_token`,
      shows: 'What is no token of a session gets nothing',
      fixtures: [clientOf(scope), 'engine'],
      parametrized: [
        {
          arguments: [{ name: 'token', type: name('str') }],
          runs: ['no token', STRANGE_TOKEN].map((token) => ({ id: token, values: [string(token)] })),
        },
      ],
      body: [ask(name('token')), assertStatus(status), assertMessage(scope, message, status)],
      operation: operation.id,
      proves: [errorOf(operation, status, 'credentials')],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    }),
    ...(over === null ? [] : [test('a_session_that_is_over', 'A session ends by itself', over, over.token)]),
    ...(inactive === null
      ? []
      : [
          test(
            'an_account_that_is_not_in_use',
            'An account that may not sign in may not stay signed in',
            inactive,
            inactive.token,
          ),
        ]),
  ]
}
