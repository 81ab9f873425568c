import { errorOf } from '../../../design/aspect.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { arrange } from '../arrangement.js'
import { wrapped } from '../content.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A body without any of the fields of which one must be there. */
export function emptyBody(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const check = stepsOf(operation, 'check').find(({ condition }) => condition.kind === 'anyBodyField')
  if (check === undefined || operation.body.some((field) => field.required)) return []
  const arrangement = arrange(scope)
  return [
    testCase({
      name: `${operation.name}_refuses_an_empty_body`,
      shows: 'At least one field must be sent',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: wrapped(operation.bodyKey, dictionary([])),
          }),
        ),
        assertStatus(check.otherwise.status),
        assertMessage(scope, check.otherwise.message, check.otherwise.status),
      ],
      operation: operation.id,
      proves: [errorOf(operation, check.otherwise.status, 'validation')],
      origins: check.origins,
    }),
  ]
}
