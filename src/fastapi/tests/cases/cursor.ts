import { errorOf, pageOf } from '../../../design/aspect.js'
import { call } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { placesOf } from '../expectation.js'
import { listFixtures, listingOf, storedRows } from '../listing.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { errorOfCause, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The cursor of one page leads to the next, and the last page has none. */
export function cursor(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const paging = listing?.select.paging ?? null
  if (listing === null || paging?.style !== 'cursor' || paging.positionParameter === null) return []
  const { operation } = scope
  const { positionParameter, sizeParameter } = paging
  const [next] = placesOf(operation.responseBody, 'cursor')
  if (next === undefined) return []
  const ask = (position: Expression | null): Statement =>
    respond(
      send(scope, clientOf(scope), {
        path: listing.arrangement.path,
        query: dictionary([
          [string(sizeParameter), number(2)],
          ...(position === null ? [] : [[string(positionParameter), position] as const]),
        ]),
      }),
    )
  const page = (rows: number, more: boolean): readonly Statement[] => [
    assertStatus(operation.success),
    assertEqual(call(name('len'), listing.placed.place), number(rows)),
    ...placesOf(operation.responseBody, 'more').map((place) => assertEqual(place, boolean(more))),
  ]
  const origins =
    operation.query.find((each) => each.name === positionParameter)?.origins['exists'] ?? originsOf(operation)
  const error = errorOfCause(operation, 'validation')
  return [
    testCase({
      name: `${operation.name}_is_cut_into_pages`,
      shows: 'The cursor of a page of two leads to the third row, and the last page has none',
      fixtures: listFixtures(listing),
      body: [
        ...listing.arrangement.statements,
        storedRows(listing, 3),
        ask(null),
        ...page(2, true),
        assign(name('first'), listing.placed.place),
        ask(next),
        ...page(1, false),
        assertEqual(next, none),
        {
          kind: 'assert',
          test: compare(listing.placed.place, '!=', name('first')),
        },
      ],
      operation: operation.id,
      proves: [pageOf(operation)],
      origins,
    }),
    ...(error === null
      ? []
      : [
          testCase({
            name: `${operation.name}_refuses_a_strange_cursor`,
            shows: 'A cursor that no page has told is refused',
            fixtures: [clientOf(scope), ...listing.arrangement.fixtures],
            body: [...listing.arrangement.statements, ask(string('!none!')), assertStatus(error.status)],
            operation: operation.id,
            proves: [errorOf(operation, error.status, 'validation')],
            origins,
          }),
        ]),
  ]
}
