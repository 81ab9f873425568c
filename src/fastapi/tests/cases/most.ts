import { mostOf } from '../../../design/aspect.js'
import { call } from '../../../python/nodes/call.js'
import { number } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { listFixtures, listingOf, storedRows } from '../listing.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** More rows than this are too many to make in a test. */
const LARGEST = 500

/** Of more rows than a list shows, it shows so many. */
export function most(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const count = listing?.select.most
  if (listing === null || count === undefined || count > LARGEST) return []
  const { operation } = scope
  return [
    testCase({
      name: `${operation.name}_shows_at_most_${count}_rows`,
      shows: 'Of more rows only the first are listed',
      fixtures: listFixtures(listing),
      body: [
        ...listing.arrangement.statements,
        storedRows(listing, count + 1),
        respond(send(scope, clientOf(scope), { path: listing.arrangement.path })),
        assertStatus(operation.success),
        assertEqual(call(name('len'), listing.placed.place), number(count)),
      ],
      operation: operation.id,
      proves: [mostOf(operation)],
      origins: originsOf(operation, 'summary', 'description'),
    }),
  ]
}
