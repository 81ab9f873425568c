import { errorOf, storedOf, successOf } from '../../../design/aspect.js'
import { call } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { number } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { expression } from '../../../python/nodes/statement.js'
import { own } from '../../backend.js'
import { makesRow } from '../../finder.js'
import { rowName, type Table } from '../../table.js'
import { arrange, factoryName, ownerColumn } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertMessage, assertStatus, assertEqual, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { tenAtOnce } from '../ten-at-once.js'
import { testCase, type TestCase } from '../test-case.js'

/** The caller's only row is not there, though another user has one: it is made once, or refused. */
export function soleRow(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const find = stepsOf(operation, 'find').find(
    ({ key, entity }) => key.value.kind === 'caller' && entity === operation.entity,
  )
  const table = find === undefined ? null : tableOfRow(scope, find.row)
  if (find === undefined || table === null || table.entity.owner !== find.key.field) return []
  const arrangement = arrange(scope, { absent: { row: find.row, id: 0 } })
  const content = contentOf(scope, arrangement, 'least')
  if (content === null) return []
  const noun = rowName(table).replaceAll('_', ' ')
  const fixtures = [...new Set([clientOf(scope), ...arrangement.fixtures, factoryName(table)])]
  const request = respond(
    send(scope, clientOf(scope), {
      path: arrangement.path,
      body: operation.body.length === 0 ? null : bodyExpression(scope, content),
    }),
  )
  const others = expression(call(name(factoryName(table)), ...ownerColumn(scope, table, 'OTHER_USER')))
  if (!makesRow(find))
    return [
      testCase({
        name: `${operation.name}_finds_no_${rowName(table)}_of_its_own`,
        shows: `A user without a ${noun} is answered with ${find.otherwise.status}, whatever others have`,
        fixtures,
        body: [
          ...arrangement.statements,
          others,
          request,
          assertStatus(find.otherwise.status),
          assertMessage(scope, find.otherwise.message, find.otherwise.status),
        ],
        operation: operation.id,
        proves: [errorOf(operation, find.otherwise.status, 'absent')],
        origins: originsOf(operation, `error.${find.otherwise.status}`, 'exists'),
      }),
    ]
  const about = {
    operation: operation.id,
    proves: [successOf(operation), storedOf(operation)],
    origins: originsOf(operation, 'exists'),
  }
  return [
    testCase({
      ...about,
      name: `${operation.name}_makes_the_${rowName(table)}_once`,
      shows: `A user without a ${noun} gets one, and asking again makes no other`,
      fixtures: [...fixtures, 'session'],
      body: [
        ...arrangement.statements,
        others,
        request,
        assertStatus(operation.success),
        request,
        assertStatus(operation.success),
        assertEqual(rowsIn(scope, table), number(2)),
      ],
    }),
    ...(operation.method === 'GET'
      ? [
          testCase({
            ...about,
            name: `${operation.name}_makes_one_${rowName(table)}_of_ten_requests`,
            shows: `Ten requests at once make one ${noun}, and none fails`,
            fixtures: [...fixtures, 'session'],
            body: [...tenAtOnce(scope, arrangement), assertEqual(rowsIn(scope, table), number(1))],
          }),
        ]
      : []),
  ]
}

/** How many rows a table holds: `len(session.exec(select(Preference)).all())`. */
function rowsIn({ backend }: Scope, table: Table): Expression {
  const select = call(symbol('sqlmodel', 'select'), own(backend, 'models', table.className))
  const rows = call(attribute(name('session'), 'exec'), select)
  return call(name('len'), call(attribute(rows, 'all')))
}
