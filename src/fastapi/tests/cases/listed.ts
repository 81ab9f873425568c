import { emptyListOf, isolationOf, responseOf, successOf } from '../../../design/aspect.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { columnsOfRow, shownAs, whole } from '../expectation.js'
import { assertRows, listFixtures, listingOf, storedRow } from '../listing.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { list } from '../../../python/nodes/collection.js'
import { rowName } from '../../table.js'
import { originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Rows are listed as they are stored, only the caller's, and none is an empty list. */
export function listed(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  if (listing === null) return []
  const { operation } = scope
  const { table, placed, arrangement, select } = listing
  const row = rowName(table)
  const request = send(scope, clientOf(scope), { path: arrangement.path })
  const shown: Expression | null = whole(
    operation.responseBody,
    shownAs(
      placed.view,
      columnsOfRow(placed.view, table, row),
      select.filters.every(({ through, value }) => through.length === 0 || value.kind !== 'caller'),
    ),
  )
  const common = { operation: operation.id, origins: originsOf(operation, 'success', 'exists') }
  const shows = testCase({
    ...common,
    name: `${operation.name}_shows_a_${row}`,
    shows: 'A row is listed as it is stored',
    fixtures: listFixtures(listing),
    body: [
      ...arrangement.statements,
      storedRow(listing, row),
      respond(request),
      assertStatus(operation.success),
      ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
    ],
    proves: [successOf(operation), responseOf(operation)],
  })
  const empty = testCase({
    ...common,
    name: `${operation.name}_may_be_empty`,
    shows: 'Without rows the list is empty',
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      respond(request),
      assertStatus(operation.success),
      assertEqual(placed.place, list([])),
    ],
    proves: [emptyListOf(operation), successOf(operation)],
  })
  const isolated = testCase({
    ...common,
    name: `${operation.name}_shows_only_own_rows`,
    shows: "Another user's rows stay hidden",
    fixtures: listFixtures(listing),
    body: [
      ...arrangement.statements,
      storedRow(listing, 'mine'),
      storedRow(listing, 'theirs', [], 'OTHER_USER'),
      respond(request),
      assertRows(listing, ['mine'], true),
    ],
    proves: [isolationOf(operation)],
    origins: select.origins,
  })
  return [shows, empty, ...(select.owner === null ? [] : [isolated])]
}
