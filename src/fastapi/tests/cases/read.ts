import { responseOf, successOf } from '../../../design/aspect.js'
import { arrange, queryExpression } from '../arrangement.js'
import { columnsOfRow, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

const WRITES = new Set(['insert', 'assign', 'flip', 'remove', 'select', 'link', 'unlink'])

/** A row is read: all its fields, as they are stored. */
export function read(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const find = stepsOf(operation, 'find').at(-1)
  const placed = placedView(operation.responseBody)
  if (find === undefined || placed === null || operation.steps.some(({ kind }) => WRITES.has(kind))) return []
  const arrangement = arrange(scope)
  const table = tableOfRow(scope, find.row)
  const row = arrangement.rows.get(find.row)
  if (table === null || row === undefined) return []
  const shown = whole(operation.responseBody, shownAs(placed.view, columnsOfRow(placed.view, table, row)))
  return [
    testCase({
      name: `${operation.name}_returns_the_${row}`,
      shows: `A ${row.replaceAll('_', ' ')} is shown as it is stored`,
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), { path: arrangement.path, query: queryExpression(arrangement) }),
        ),
        assertStatus(operation.success),
        ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
      ],
      operation: operation.id,
      proves: [successOf(operation), responseOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}
