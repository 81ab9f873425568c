import { pageOf } from '../../../design/aspect.js'
import type { ResponseBody } from '../../../design/operation.js'
import { call, subscript } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { placesOf } from '../expectation.js'
import { listFixtures, listingOf, storedRows } from '../listing.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Pages of two cover three rows once each, and their counts are true. */
export function page(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const paging = listing?.select.paging ?? null
  if (listing === null || paging === null || paging.style === 'cursor') return []
  const { operation } = scope
  const size = operation.query.find((each) => each.name === paging.sizeParameter)
  if (size === undefined || (size.minimum ?? 0) > 2) return []
  const position = operation.query.find((each) => each.name === paging.positionParameter)
  const start = paging.style === 'page' ? Math.max(position?.minimum ?? 1, 0) : 0
  const query = (index: 0 | 1): Expression =>
    dictionary([
      [string(paging.sizeParameter), number(2)],
      ...(paging.positionParameter === null
        ? []
        : [
            [
              string(paging.positionParameter),
              number(paging.style === 'page' ? start + index : index * 2),
            ] as const,
          ]),
    ])
  const ask = (index: 0 | 1, count: number): readonly Statement[] => [
    respond(send(scope, clientOf(scope), { path: listing.arrangement.path, query: query(index) })),
    assertStatus(operation.success),
    assertEqual(call(name('len'), listing.placed.place), number(count)),
  ]
  const total = operation.responseBody.kind === 'envelope' ? operation.responseBody.members : []
  const counts = total.flatMap((member) =>
    member.kind === 'total' ? [assertEqual(subscript(responseJson, string(member.key)), number(3))] : [],
  )
  const links = placesOf(
    operation.responseBody,
    'pageLink',
    responseJson,
    (member) => member.kind === 'pageLink' && member.to === 'next',
  )
  return [
    testCase({
      name: `${operation.name}_is_cut_into_pages`,
      shows: 'Three rows fill a page of two and another of one',
      fixtures: listFixtures(listing),
      body: [
        ...listing.arrangement.statements,
        storedRows(listing, 3),
        ...ask(0, 2),
        ...counts,
        ...neighbours(operation.responseBody, true, false),
        ...(links.length === 0 ? [] : followed(scope, links, listing.placed.place)),
        ...(paging.positionParameter === null
          ? []
          : [...ask(1, 1), ...neighbours(operation.responseBody, false, true)]),
      ],
      operation: operation.id,
      proves: [pageOf(operation)],
      origins: size.origins['exists'] ?? originsOf(operation),
    }),
  ]
}

/** The address of the next page leads there. */
function followed(scope: Scope, [next]: readonly Expression[], rows: Expression): readonly Statement[] {
  if (next === undefined) return []
  return [
    respond(call(attribute(name(clientOf(scope)), 'get'), next)),
    assertStatus(scope.operation.success),
    assertEqual(call(name('len'), rows), number(1)),
    assertEqual(next, none),
  ]
}

/** What the answer tells of the pages around it. */
function neighbours(body: ResponseBody, more: boolean, earlier: boolean): readonly Statement[] {
  return [
    ...placesOf(body, 'more').map((place) => assertEqual(place, boolean(more))),
    ...placesOf(body, 'earlier').map((place) => assertEqual(place, boolean(earlier))),
  ]
}
