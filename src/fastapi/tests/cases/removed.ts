import { storedOf, successOf } from '../../../design/aspect.js'
import { call } from '../../../python/nodes/call.js'
import { list } from '../../../python/nodes/collection.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { assign } from '../../../python/nodes/statement.js'
import { own } from '../../backend.js'
import { keyColumns } from '../../table.js'
import { arrange, factoryName, ownerColumn } from '../arrangement.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A removed row is gone, others stay, and removing it again finds nothing. */
export function removed(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const remove = stepsOf(operation, 'remove')[0]
  if (remove === undefined || remove.soft !== null) return []
  const arrangement = arrange(scope)
  const table = tableOfRow(scope, remove.row)
  const find = stepsOf(operation, 'find').find((step) => step.row === remove.row)
  const key = table === null ? undefined : keyColumns(table)[0]
  const row = arrangement.rows.get(remove.row)
  if (table === null || find === undefined || key === undefined || row === undefined) return []
  const column = attribute(own(backend, 'models', table.className), key.attribute)
  return [
    testCase({
      name: `${operation.name}_removes_the_${row}`,
      shows: `A removed ${row.replaceAll('_', ' ')} is gone, and no other`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(
          name('kept'),
          call(
            name(factoryName(table)),
            ...ownerColumn(scope, table, find.key.value.kind === 'caller' ? 'OTHER_USER' : 'USER'),
          ),
        ),
        assign(name('path'), arrangement.path),
        respond(send(scope, clientOf(scope), { path: name('path') })),
        assertStatus(operation.success),
        assertEqual(
          call(
            attribute(
              call(attribute(name('session'), 'exec'), call(symbol('sqlmodel', 'select'), column)),
              'all',
            ),
          ),
          list([attribute(name('kept'), key.attribute)]),
        ),
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
