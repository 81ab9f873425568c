import { emptyListOf, isolationOf, responseOf, successOf } from '../../design/aspect.js'
import { call } from '../../python/nodes/call.js'
import { list } from '../../python/nodes/collection.js'
import { number } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Table } from '../table.js'
import { factoryName, type Arrangement } from './arrangement.js'
import { columnsOfRow, shownAs, whole, type Placed } from './expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from './request.js'
import { originsOf, type Scope } from './scope.js'
import { testCase, type TestCase } from './test-case.js'

/** A list of rows that is read through a table of ties. */
export interface TiedListing {
  readonly scope: Scope
  readonly arrangement: Arrangement
  readonly placed: Placed
  /** The table of what is listed, and the table that ties it. */
  readonly table: Table
  readonly holder: Table
}

/** What one case of a list is called, and what it shows. */
interface Wording {
  readonly name: string
  readonly shows: string
}

/**
 * The cases of a list that is read through ties: it has the local `first` alone after `ties` have run, and without
 * ties it is empty.
 */
export function tiedListing(
  { scope, arrangement, placed, table, holder }: TiedListing,
  ties: readonly Statement[],
  wording: { readonly tied: Wording; readonly empty: Wording },
): readonly TestCase[] {
  const { operation } = scope
  const shown = whole(
    operation.responseBody,
    shownAs(placed.view, columnsOfRow(placed.view, table, 'first'), false),
  )
  const asked = [
    respond(send(scope, clientOf(scope), { path: arrangement.path })),
    assertStatus(operation.success),
  ]
  const common = { operation: operation.id, origins: originsOf(operation, 'success', 'exists') }
  return [
    testCase({
      ...common,
      ...wording.tied,
      fixtures: [clientOf(scope), ...arrangement.fixtures, factoryName(table), factoryName(holder)],
      body: [
        ...arrangement.statements,
        ...ties,
        ...asked,
        shown === null
          ? assertEqual(call(name('len'), placed.place), number(1))
          : assertEqual(responseJson, shown),
      ],
      proves: [successOf(operation), responseOf(operation), isolationOf(operation)],
    }),
    testCase({
      ...common,
      ...wording.empty,
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [...arrangement.statements, ...asked, assertEqual(placed.place, list([]))],
      proves: [successOf(operation), emptyListOf(operation)],
    }),
  ]
}
