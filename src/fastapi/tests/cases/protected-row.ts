import { errorOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { boolean } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign, expression } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A row with a flag that forbids the operation is refused, and stays as it is. */
export function protectedRow(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  return stepsOf(operation, 'check').flatMap(({ condition, otherwise, origins }): readonly TestCase[] => {
    if (condition.kind !== 'equal' || condition.left.kind !== 'field' || otherwise.status === 404) return []
    const { left, right } = condition
    if (right.kind !== 'constant' || typeof right.value !== 'boolean') return []
    const table = tableOfRow(scope, left.row)
    if (table === null) return []
    const flag = keyword(attributeOf(table, left.field), boolean(!right.value))
    const arrangement = arrange(scope, { values: new Map([[left.row, [flag]]]) })
    const content = contentOf(scope, arrangement, 'least')
    const row = arrangement.rows.get(left.row)
    if (content === null || row === undefined) return []
    const dump = call(attribute(name(row), 'model_dump'))
    const words = `${right.value ? 'without' : 'with'}_${left.field}`
    return [
      testCase({
        name: `${operation.name}_refuses_a_${row}_${words}`,
        shows: `A ${row.replaceAll('_', ' ')} ${words.replace('_', ' ')} is refused, and stays as it is`,
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          assign(name('before'), dump),
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: operation.body.length === 0 ? null : bodyExpression(scope, content),
            }),
          ),
          assertStatus(otherwise.status),
          assertMessage(scope, otherwise.message, otherwise.status),
          expression(call(attribute(name('session'), 'refresh'), name(row))),
          assertEqual(dump, name('before')),
        ],
        operation: operation.id,
        proves: [errorOf(operation, otherwise.status, 'condition')],
        origins: origins.length > 0 ? origins : originsOf(operation, 'exists'),
      }),
    ]
  })
}
