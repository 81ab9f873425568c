import { mailedOf, responseOf, successOf } from '../../../design/aspect.js'
import { bodyFieldIn } from '../../../design/expression.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { comprehension } from '../../../python/nodes/collection.js'
import { subscript } from '../../../python/nodes/call.js'
import { number } from '../../../python/nodes/literal.js'
import { assign, expression } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, rowName } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Mail goes to the address of an account and nowhere else, and the answer does not tell whether it went. */
export function mailed(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const [mail] = stepsOf(operation, 'mail')
  if (mail === undefined) return []
  const arrangement = arrange(scope)
  const content = contentOf(scope, arrangement, 'full')
  const field = mail.value === null ? addressSent(scope, mail.address) : bodyFieldIn(mail.value)
  const address = content?.get(field ?? '')
  if (content === null || address === undefined) return []
  const request = send(scope, clientOf(scope), {
    path: arrangement.path,
    body: bodyExpression(scope, content),
  })
  const shown = mail.row === null ? whole(operation.responseBody, none) : null
  const answered = [
    assertStatus(operation.success),
    ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
  ]
  const addresses: Expression = comprehension(
    'list',
    subscript(name('mail'), number(0)),
    name('mail'),
    name('mailbox'),
  )
  const table = tableNamed(backend, mail.entity)
  const account = call(name(`make_${rowName(table)}`), keyword(attributeOf(table, mail.address), address))
  const test = (id: string, shows: string, before: boolean, expected: Expression): TestCase =>
    testCase({
      name: `${operation.name}_${id}`,
      shows,
      fixtures: [
        clientOf(scope),
        'mailbox',
        ...arrangement.fixtures,
        ...(before ? [`make_${rowName(table)}`] : []),
      ],
      body: [
        ...arrangement.statements,
        ...(before ? [expression(account)] : []),
        respond(request),
        ...answered,
        assign(name('addresses'), addresses),
        assertEqual(name('addresses'), expected),
      ],
      operation: operation.id,
      proves: [mailedOf(operation), successOf(operation), ...(shown === null ? [] : [responseOf(operation)])],
      origins: originsOf(operation, 'success', 'exists'),
    })
  return [
    test('sends_a_mail', 'The address of the account gets a mail', mail.row === null, list([address])),
    ...(mail.row === null
      ? [
          test(
            'tells_nobody_who_has_an_account',
            'Without an account the answer is the same',
            false,
            list([]),
          ),
        ]
      : []),
  ]
}

/** The body field that becomes the address of a new account. */
function addressSent({ operation }: Scope, address: string): string | null {
  const values = stepsOf(operation, 'insert').flatMap((insert) => insert.values)
  const set = values.find(({ field }) => field === address)
  return set === undefined ? null : bodyFieldIn(set.value)
}
