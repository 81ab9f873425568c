import { errorOf, partiesOf } from '../../../design/aspect.js'
import { showsToSeveral, waysOf } from '../../../design/ownership-ways.js'
import type { Ownership } from '../../../design/step.js'
import type { Keyword } from '../../../python/nodes/call.js'
import { tableNamed } from '../../backend.js'
import { arrange, queryExpression, wayColumns } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertRows, listFixtures, listingOf, storedRow } from '../listing.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Rows show to each of several users, and what one of them alone may do is refused to the others. */
export function parties(scope: Scope): readonly TestCase[] {
  return [...foundByOthers(scope), ...listedForOthers(scope), ...refusedToOthers(scope)]
}

/** The values by which a row is the caller's by its last way alone, and another user's by the others. */
function byLastWay(scope: Scope, entity: string, ownership: Ownership): readonly Keyword[] {
  const table = tableNamed(scope.backend, entity)
  return waysOf(ownership)
    .slice(0, -1)
    .flatMap((way) => wayColumns(scope, table, way, 'OTHER_USER'))
}

function foundByOthers(scope: Scope): readonly TestCase[] {
  const shared = stepsOf(scope.operation, 'find').filter(({ owner }) => showsToSeveral(owner))
  return shared.flatMap((find) => {
    const { owner } = find
    if (owner === null) return []
    return requesting(scope, find, byLastWay(scope, find.entity, owner), (row) => ({
      name: `${scope.operation.name}_reaches_a_${row}_of_the_other_party`,
      shows: `A ${row.replaceAll('_', ' ')} shows to each of its parties`,
      status: scope.operation.success,
      message: null,
      proves: [partiesOf(scope.operation)],
    }))
  })
}

function refusedToOthers(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  return stepsOf(operation, 'find').flatMap((find) => {
    const { owner, seen, foreign } = find
    if (owner === null || seen === undefined || foreign === null) return []
    const table = tableNamed(scope.backend, find.entity)
    const values = wayColumns(scope, table, owner, 'OTHER_USER')
    return requesting(scope, find, values, (row) => ({
      name: `${operation.name}_refuses_the_other_party_of_a_${row}`,
      shows: `To whom a ${row.replaceAll('_', ' ')} shows may not all do this to it`,
      status: foreign.status,
      message: foreign.message,
      proves: [errorOf(operation, foreign.status, 'foreign-row')],
    }))
  })
}

interface Expected {
  readonly name: string
  readonly shows: string
  readonly status: number
  readonly message: string | null
  readonly proves: TestCase['proves']
}

function requesting(
  scope: Scope,
  find: StepOf<'find'>,
  values: readonly Keyword[],
  expected: (row: string) => Expected,
): readonly TestCase[] {
  const { operation } = scope
  const arrangement = arrange(scope, { values: new Map([[find.row, values]]) })
  const row = arrangement.rows.get(find.row)
  const content = contentOf(scope, arrangement, 'least')
  if (row === undefined || content === null) return []
  const { name, shows, status, message, proves } = expected(row)
  return [
    testCase({
      name,
      shows,
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            query: queryExpression(arrangement),
            body: operation.body.length === 0 ? null : bodyExpression(scope, content),
          }),
        ),
        assertStatus(status),
        ...(message === null ? [] : [assertMessage(scope, message, status)]),
      ],
      operation: operation.id,
      proves,
      origins: find.origins.length > 0 ? find.origins : originsOf(operation, 'exists'),
    }),
  ]
}

function listedForOthers(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const { operation } = scope
  const owner = listing?.select.owner ?? null
  if (listing === null || owner === null || !showsToSeveral(owner)) return []
  return [
    testCase({
      name: `${operation.name}_shows_rows_of_the_other_party`,
      shows: 'Rows show to each of their parties',
      fixtures: listFixtures(listing),
      body: [
        ...listing.arrangement.statements,
        storedRow(listing, 'shared', byLastWay(scope, listing.select.entity, owner)),
        storedRow(listing, 'theirs', [], 'OTHER_USER'),
        respond(send(scope, clientOf(scope), { path: listing.arrangement.path })),
        assertRows(listing, ['shared'], false),
      ],
      operation: operation.id,
      proves: [partiesOf(operation)],
      origins: originsOf(operation, 'exists'),
    }),
  ]
}
