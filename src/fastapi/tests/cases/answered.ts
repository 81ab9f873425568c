import { responseOf, successOf } from '../../../design/aspect.js'
import { none } from '../../../python/nodes/literal.js'
import { usesSession } from '../../steps/session.js'
import { arrange } from '../arrangement.js'
import { whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** An operation without rows, such as a health check, answers what it always answers. */
export function answered(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  if (usesSession(scope) || operation.body.length > 0) return []
  const { path } = arrange(scope)
  const shown = whole(operation.responseBody, none)
  return [
    testCase({
      name: `${operation.name}_answers`,
      shows: scope.protected
        ? 'A caller with a token gets the answer'
        : 'Everybody gets the answer, without a token',
      fixtures: [clientOf(scope)],
      body: [
        respond(send(scope, clientOf(scope), { path })),
        assertStatus(operation.success),
        ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
      ],
      operation: operation.id,
      proves: [successOf(operation), ...(shown === null ? [] : [responseOf(operation)])],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}
