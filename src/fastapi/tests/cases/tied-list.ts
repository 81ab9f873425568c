import { emptyListOf, isolationOf, responseOf, successOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { list } from '../../../python/nodes/collection.js'
import { number } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf } from '../../table.js'
import { arrange, factoryName } from '../arrangement.js'
import { columnsOfRow, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { ownerValue, type User } from '../row-value.js'
import { originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A list of rows to which the caller has done something, such as bookmarks: those of others stay out of it. */
export function tiedList(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const select = stepsOf(operation, 'select')[0]
  const placed = placedView(operation.responseBody)
  if (select === undefined || placed === null) return []
  const table = tableNamed(backend, select.entity)
  const filter = select.filters.find(({ value, through }) => value.kind === 'caller' && through.length === 1)
  const hop = filter?.through[0]
  const key = hop === undefined ? null : columnNamed(table, hop.from)
  if (filter === undefined || hop === undefined || key?.field.primaryKey !== true) return []
  const holder = tableNamed(backend, hop.entity)
  const caller = columnNamed(holder, filter.field)
  if (caller === null) return []
  const arrangement = arrange(scope)
  const tie = (row: string, user: User): Statement =>
    expression(
      call(
        name(factoryName(holder)),
        keyword(attributeOf(holder, hop.field), attribute(name(row), key.attribute)),
        keyword(caller.attribute, ownerValue(backend, user, caller.field.type)),
      ),
    )
  const make = (local: string): Statement => assign(name(local), call(name(factoryName(table))))
  const shown = whole(
    operation.responseBody,
    shownAs(placed.view, columnsOfRow(placed.view, table, 'first'), false),
  )
  const request = respond(send(scope, clientOf(scope), { path: arrangement.path }))
  const common = { operation: operation.id, origins: originsOf(operation, 'success', 'exists') }
  return [
    testCase({
      ...common,
      name: `${operation.name}_shows_what_the_caller_is_tied_to`,
      shows: 'Rows to which others are tied stay hidden',
      fixtures: [clientOf(scope), ...arrangement.fixtures, factoryName(table), factoryName(holder)],
      body: [
        ...arrangement.statements,
        make('first'),
        make('second'),
        tie('first', 'USER'),
        tie('second', 'OTHER_USER'),
        request,
        assertStatus(operation.success),
        shown === null
          ? assertEqual(call(name('len'), placed.place), number(1))
          : assertEqual(responseJson, shown),
      ],
      proves: [successOf(operation), responseOf(operation), isolationOf(operation)],
    }),
    testCase({
      ...common,
      name: `${operation.name}_may_be_empty`,
      shows: 'Who is tied to nothing gets an empty list',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        request,
        assertStatus(operation.success),
        assertEqual(placed.place, list([])),
      ],
      proves: [successOf(operation), emptyListOf(operation)],
    }),
  ]
}
