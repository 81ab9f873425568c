import { errorOf, isolationOf } from '../../../design/aspect.js'
import { answerToStrangers } from '../../../design/answer-to-strangers.js'
import { call } from '../../../python/nodes/call.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign, expression } from '../../../python/nodes/statement.js'
import { arrange, queryExpression } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Another user's row is answered as specified, and stays as it is. */
export function foreignRow(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const owned = stepsOf(operation, 'find').filter(
    ({ owner, key }) => owner !== null && key.value.kind !== 'caller',
  )
  return owned.flatMap((find) => {
    const arrangement = arrange(scope, { foreign: find.row })
    const row = arrangement.rows.get(find.row)
    const content = contentOf(scope, arrangement, 'least')
    if (row === undefined || content === null) return []
    const told = answerToStrangers(find)
    const answer = told ?? find.otherwise
    const dump = call(attribute(name(row), 'model_dump'))
    const noun = row.replaceAll('_', ' ')
    return [
      testCase({
        name: `${operation.name}_refuses_another_users_${row}`,
        shows:
          told === null
            ? `Another user's ${noun} is answered as one that does not exist, and stays as it is`
            : `Another user's ${noun} is refused, and stays as it is`,
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          assign(name('before'), dump),
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              query: queryExpression(arrangement),
              body: operation.body.length === 0 ? null : bodyExpression(scope, content),
            }),
          ),
          assertStatus(answer.status),
          assertMessage(scope, answer.message, answer.status),
          expression(call(attribute(name('session'), 'refresh'), name(row))),
          assertEqual(dump, name('before')),
        ],
        operation: operation.id,
        proves: [
          isolationOf(operation),
          errorOf(operation, answer.status, told === null ? 'absent' : 'foreign-row'),
        ],
        origins: find.origins.length > 0 ? find.origins : originsOf(operation, `error.${answer.status}`),
      }),
    ]
  })
}
