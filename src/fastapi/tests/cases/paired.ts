import { responseOf, storedOf, successOf } from '../../../design/aspect.js'
import type { Tie } from '../../../design/step.js'
import type { Aspect } from '../../../design/trace.js'
import { call, keyword, type Keyword } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { number } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { own, tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, factoryName, type Arrangement } from '../arrangement.js'
import { columnsOfRow, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { tenAtOnce } from '../ten-at-once.js'
import { testCase, type TestCase } from '../test-case.js'
import { tiedListing } from '../tied-listing.js'

/** Two rows that a path names are tied once, and untied without harm to others; a list shows what is tied. */
export function paired(scope: Scope): readonly TestCase[] {
  const link = stepsOf(scope.operation, 'link')[0]
  const unlink = stepsOf(scope.operation, 'unlink')[0]
  const step = link ?? unlink
  if (step !== undefined) {
    const pair = pairOf(scope, step.entity, step.values)
    if (pair === null) return []
    return link === undefined
      ? [untying(pair, unlink?.missing?.status ?? scope.operation.success)]
      : [tying(pair, link.repeated?.status ?? scope.operation.success), atOnce(pair)]
  }
  return listing(scope)
}

/** The table of a relation, and the columns by which it ties the arranged rows. */
interface Pair {
  readonly scope: Scope
  readonly table: Table
  readonly arrangement: Arrangement
  readonly columns: readonly Keyword[]
}

function pairOf(scope: Scope, entity: string, values: readonly Tie[]): Pair | null {
  const table = tableNamed(scope.backend, entity)
  const arrangement = arrange(scope)
  const columns = values.flatMap(({ field, value }): readonly Keyword[] => {
    if (value.kind !== 'field') return []
    const target = tableOfRow(scope, value.row)
    const local = arrangement.rows.get(value.row)
    if (target === null || local === undefined) return []
    return [keyword(attributeOf(table, field), attribute(name(local), attributeOf(target, value.field)))]
  })
  return columns.length === 2 && values.length === 2 ? { scope, table, arrangement, columns } : null
}

/** How many rows tie anything. */
function ties({ scope, table }: Pair): Expression {
  const model = own(scope.backend, 'models', table.className)
  const rows = call(attribute(name('session'), 'exec'), call(symbol('sqlmodel', 'select'), model))
  return call(name('len'), call(attribute(rows, 'all')))
}

function common(
  { scope }: Pair,
  proves: readonly Aspect[],
): Pick<TestCase, 'operation' | 'proves' | 'origins'> {
  const { operation } = scope
  const shows = placedView(operation.responseBody) !== null
  return {
    operation: operation.id,
    proves: [...proves, ...(shows ? [responseOf(operation)] : [])],
    origins: originsOf(operation, 'exists'),
  }
}

function tying(pair: Pair, again: number): TestCase {
  const { scope, arrangement } = pair
  const { operation } = scope
  const request = respond(send(scope, clientOf(scope), { path: name('path') }))
  return testCase({
    ...common(pair, [successOf(operation), storedOf(operation)]),
    name: `${operation.name}_ties_the_rows_once`,
    shows: 'The two rows are tied, and twice is once',
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      assign(name('path'), arrangement.path),
      request,
      assertStatus(operation.success),
      ...answered(pair),
      request,
      assertStatus(again),
      assertEqual(ties(pair), number(1)),
    ],
  })
}

/** The answer shows the row that it is to show. */
function answered({ scope, arrangement }: Pair): readonly Statement[] {
  const { operation } = scope
  const placed = placedView(operation.responseBody)
  const respond_ = stepsOf(operation, 'respond')[0]
  if (placed === null || respond_?.value.kind !== 'row') return []
  const table = tableOfRow(scope, respond_.value.row)
  const local = arrangement.rows.get(respond_.value.row)
  if (table === null || local === undefined) return []
  const shown = whole(
    operation.responseBody,
    shownAs(placed.view, columnsOfRow(placed.view, table, local), false),
  )
  return shown === null ? [] : [assertEqual(responseJson, shown)]
}

function atOnce(pair: Pair): TestCase {
  const { scope, arrangement } = pair
  const { operation } = scope
  return testCase({
    ...common(pair, [storedOf(operation)]),
    name: `${operation.name}_withstands_ten_at_once`,
    shows: 'Ten equal requests at once tie the rows once, and none fails',
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
    body: [...tenAtOnce(scope, arrangement), assertEqual(ties(pair), number(1))],
  })
}

function untying(pair: Pair, again: number): TestCase {
  const { scope, arrangement, table, columns } = pair
  const { operation } = scope
  const request = respond(send(scope, clientOf(scope), { path: name('path') }))
  return testCase({
    ...common(pair, [successOf(operation), storedOf(operation)]),
    name: `${operation.name}_unties_the_rows`,
    shows: 'The two rows are untied, and other rows stay tied',
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures, factoryName(table)],
    body: [
      ...arrangement.statements,
      expression(call(name(factoryName(table)), ...columns)),
      expression(call(name(factoryName(table)))),
      assign(name('path'), arrangement.path),
      request,
      assertStatus(operation.success),
      ...answered(pair),
      request,
      assertStatus(again),
      assertEqual(ties(pair), number(1)),
    ],
  })
}

/** `GET /lists/{id}/tags`: the rows that are tied to the row of the path, and no others. */
function listing(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const select = stepsOf(operation, 'select')[0]
  const placed = placedView(operation.responseBody)
  const filter = select?.filters.find(({ value, through }) => value.kind === 'field' && through.length === 1)
  const [hop] = filter?.through ?? []
  if (select === undefined || placed === null || filter?.value.kind !== 'field' || hop === undefined)
    return []
  const table = tableNamed(backend, select.entity)
  const holder = tableNamed(backend, hop.entity)
  const arrangement = arrange(scope)
  const parent = tableOfRow(scope, filter.value.row)
  const local = arrangement.rows.get(filter.value.row)
  const key = columnNamed(table, hop.from)
  if (parent === null || local === undefined || key === null) return []
  const tie = call(
    name(factoryName(holder)),
    keyword(attributeOf(holder, hop.field), attribute(name('first'), key.attribute)),
    keyword(
      attributeOf(holder, filter.field),
      attribute(name(local), attributeOf(parent, filter.value.field)),
    ),
  )
  return tiedListing(
    { scope, arrangement, placed, table, holder },
    [
      assign(name('first'), call(name(factoryName(table)))),
      expression(call(name(factoryName(table)))),
      expression(tie),
    ],
    {
      tied: {
        name: `${operation.name}_shows_what_is_tied`,
        shows: 'Rows that are not tied to the row of the path stay out of the list',
      },
      empty: {
        name: `${operation.name}_may_be_empty`,
        shows: 'A row to which nothing is tied has an empty list',
      },
    },
  )
}
