import { storedOf, successOf } from '../../../design/aspect.js'
import { call } from '../../../python/nodes/call.js'
import { none } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, expression } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A row that is removed softly keeps its place in the table, and is absent to those who ask for it. */
export function markedRemoved(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const remove = stepsOf(operation, 'remove')[0]
  if (remove === undefined || remove.soft === null) return []
  const arrangement = arrange(scope)
  const table = tableOfRow(scope, remove.row)
  const find = stepsOf(operation, 'find').find((step) => step.row === remove.row)
  const row = arrangement.rows.get(remove.row)
  if (table === null || find === undefined || row === undefined) return []
  const { field, value } = remove.soft
  const mark = attribute(name(row), attributeOf(table, field))
  return [
    testCase({
      name: `${operation.name}_marks_the_${row}`,
      shows: `A removed ${row.replaceAll('_', ' ')} is kept and marked, and answered as absent`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(name('path'), arrangement.path),
        respond(send(scope, clientOf(scope), { path: name('path') })),
        assertStatus(operation.success),
        expression(call(attribute(name('session'), 'refresh'), name(row))),
        value.kind === 'constant'
          ? assertEqual(mark, jsonLiteral(value.value))
          : { kind: 'assert', test: compare(mark, 'is not', none) },
        respond(send(scope, clientOf(scope), { path: name('path') })),
        assertStatus(find.otherwise.status),
        assertMessage(scope, find.otherwise.message, find.otherwise.status),
      ],
      operation: operation.id,
      proves: [successOf(operation), storedOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}
