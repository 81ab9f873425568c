import { KIND_CLAIM } from '../../../behaviour/credentials/kinds.js'
import { responseOf, successOf, tokenOf } from '../../../design/aspect.js'
import type { TokenUse } from '../../../design/step.js'
import type { Envelope, ResponseBody } from '../../../design/operation.js'
import { call, keyword, subscript } from '../../../python/nodes/call.js'
import { list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, number, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { own } from '../../backend.js'
import { settingWith } from '../../modules/settings.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { columnsBeside, columnsOfRow, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** An account signs in: the answer is as specified, and the token names the account as long as specified. */
export function issuedToken(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const issue = stepsOf(operation, 'issue').find(({ token }) => token === 'access')
  const verify = stepsOf(operation, 'verify')[0]
  const place = issue === undefined ? null : tokenPlace(operation.responseBody, responseJson)
  if (issue === undefined || verify === undefined || place === null || issue.subject.kind !== 'field')
    return []
  const arrangement = arrange(scope)
  const content = contentOf(scope, arrangement, 'least')
  const table = tableOfRow(scope, verify.row)
  const row = arrangement.rows.get(verify.row)
  if (content === null || table === null || row === undefined) return []
  const shown = answerAbout(operation.responseBody, table, row)
  const request = send(scope, clientOf(scope), {
    path: arrangement.path,
    body: bodyExpression(scope, content),
  })
  return [
    testCase({
      name: `${operation.name}_returns_a_token`,
      shows: 'Who knows the password gets a token of the account',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(request),
        assertStatus(operation.success),
        ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
        ...namesAccount(scope, place, attribute(name(row), attributeOf(table, issue.subject.field)), issue),
      ],
      operation: operation.id,
      proves: [successOf(operation), tokenOf(operation), ...(shown === null ? [] : [responseOf(operation)])],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}

/** Where a token stands in an answer. */
export function tokenPlace(
  body: ResponseBody,
  around: Expression,
  use: TokenUse = 'access',
): Expression | null {
  return body.kind === 'envelope' ? tokenIn(body, around, use) : null
}

function tokenIn({ members }: Envelope, around: Expression, use: TokenUse): Expression | null {
  for (const member of members) {
    const place = subscript(around, string(member.key))
    if (member.kind === 'token' && member.token === use) return place
    const inner = member.kind === 'envelope' ? tokenIn(member.body, place, use) : null
    if (inner !== null) return inner
  }
  return null
}

function answerAbout(body: ResponseBody, table: Table, row: string): Expression | null {
  const placed = placedView(body)
  const view = placed === null ? none : shownAs(placed.view, columnsOfRow(placed.view, table, row))
  return whole(body, view, 1, columnsBeside(body, table, row))
}

/** The token is signed with the secret of the service, names the account, and is valid for its time. */
export function namesAccount(
  { backend }: Scope,
  token: Expression,
  key: Expression,
  { lifetime, role = null }: Pick<StepOf<'issue'>, 'lifetime' | 'role'>,
): readonly Statement[] {
  const { algorithm, identityClaim, roleClaim } = backend.design.auth
  const setting = settingWith(backend, 'secret')?.attribute ?? 'secret'
  const secret = call(attribute(call(own(backend, 'settings', 'get_settings')), setting, 'get_secret_value'))
  const decoded = call(
    symbol('jwt', 'decode'),
    token,
    secret,
    keyword('algorithms', list([string(algorithm)])),
  )
  const claim = (of: string): Expression => subscript(name('claims'), string(of))
  return [
    assign(name('claims'), decoded),
    assertEqual(claim(identityClaim), backend.userId === 'string' ? key : call(name('str'), key)),
    ...(role === null ? [] : [assertEqual(claim(roleClaim ?? KIND_CLAIM), string(role))]),
    assertEqual(binary(claim('exp'), '-', claim('iat')), number(lifetime)),
  ]
}
