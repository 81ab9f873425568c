import { wideReachOf } from '../../../design/aspect.js'
import { widenedFor } from '../../../design/widened-step.js'
import { arrange, queryExpression } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertRows, listFixtures, listingOf, storedRow } from '../listing.js'
import { assertStatus, respond, send } from '../request.js'
import { originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Who has a role reaches the rows of other users, where documents say so. */
export function wideReach(scope: Scope): readonly TestCase[] {
  return [...wideFinds(scope), ...wideLists(scope)]
}

function wideFinds(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const wide = stepsOf(operation, 'find').filter((find) => widenedFor(find) !== null)
  return wide.flatMap((find) => {
    const arrangement = arrange(scope, { foreign: find.row })
    const row = arrangement.rows.get(find.row)
    const content = contentOf(scope, arrangement, 'least')
    if (row === undefined || content === null) return []
    return [
      testCase({
        name: `${operation.name}_lets_the_role_reach_another_users_${row}`,
        shows: `Who has the role reaches the ${row.replaceAll('_', ' ')} of another user`,
        fixtures: ['client', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, 'client', {
              path: arrangement.path,
              query: queryExpression(arrangement),
              body: operation.body.length === 0 ? null : bodyExpression(scope, content),
            }),
          ),
          assertStatus(operation.success),
        ],
        operation: operation.id,
        proves: [wideReachOf(operation)],
        origins: originsOf(operation, 'reach', 'access'),
      }),
    ]
  })
}

function wideLists(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const { operation } = scope
  if (listing === null || widenedFor(listing.select) === null) return []
  return [
    testCase({
      name: `${operation.name}_shows_all_rows_to_the_role`,
      shows: 'Who has the role is shown the rows of all users',
      fixtures: ['client', ...listFixtures(listing).slice(1)],
      body: [
        ...listing.arrangement.statements,
        storedRow(listing, 'mine'),
        storedRow(listing, 'theirs', [], 'OTHER_USER'),
        respond(send(scope, 'client', { path: listing.arrangement.path })),
        assertRows(listing, ['mine', 'theirs'], false),
      ],
      operation: operation.id,
      proves: [wideReachOf(operation)],
      origins: originsOf(operation, 'reach', 'access'),
    }),
  ]
}
