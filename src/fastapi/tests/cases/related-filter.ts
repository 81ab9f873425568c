import { filterOf } from '../../../design/aspect.js'
import type { Filter, Hop } from '../../../design/step.js'
import { call, keyword, type Keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf } from '../../table.js'
import { factoryName } from '../arrangement.js'
import { assertRows, listFixtures, listingOf, storedRow, type Listing } from '../listing.js'
import { clientOf, respond, send } from '../request.js'
import { originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Filters by what other rows say show the rows that are related, and hide the others. */
export function relatedFilter(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  if (listing === null) return []
  return listing.select.filters.flatMap((filter) => {
    const arranged = filter.value.kind === 'query' ? related(listing, filter) : null
    return arranged === null || filter.whenQuery === null ? [] : [shown(listing, filter.whenQuery, arranged)]
  })
}

/** Rows named `first` and `second`, of which only the first matches `value`. */
interface Arranged {
  readonly statements: readonly Statement[]
  readonly fixtures: readonly string[]
  readonly value: Expression
}

function related(listing: Listing, filter: Filter): Arranged | null {
  const [hop, next, ...more] = filter.through
  if (hop === undefined || more.length > 0) return null
  const from = columnNamed(listing.table, hop.from)
  if (from === null) return null
  if (from.field.references !== null) return next === undefined ? byReference(listing, filter, hop) : null
  return byRelation(listing, filter, hop, next ?? null)
}

/** The row refers to the one that has the value: `author=jake`. */
function byReference(listing: Listing, filter: Filter, hop: Hop): Arranged {
  const other = tableNamed(listing.scope.backend, hop.entity)
  const reference = attributeOf(listing.table, hop.from)
  const ties = (local: string): readonly Keyword[] => [
    keyword(reference, attribute(name(local), attributeOf(other, hop.field))),
  ]
  const make = (local: string): Statement => assign(name(local), call(name(factoryName(other))))
  return {
    statements: [
      make('chosen'),
      make('another'),
      storedRow(listing, 'first', ties('chosen')),
      unnamed(storedRow(listing, 'second', ties('another'))),
    ],
    fixtures: [factoryName(other)],
    value: attribute(name('chosen'), attributeOf(other, filter.field)),
  }
}

/** Another row refers to the row: it has the value itself (`tag=red`), or refers to one that has it (`favorited=jake`). */
function byRelation(listing: Listing, filter: Filter, hop: Hop, next: Hop | null): Arranged | null {
  const { backend } = listing.scope
  const holder = tableNamed(backend, hop.entity)
  const target = attributeOf(listing.table, hop.from)
  const tie = (row: string, ...values: readonly Keyword[]): Statement =>
    expression(
      call(
        name(factoryName(holder)),
        keyword(attributeOf(holder, hop.field), attribute(name(row), target)),
        ...values,
      ),
    )
  const rows = [named(listing, 'first'), named(listing, 'second')]
  if (next === null) {
    const column = attributeOf(holder, filter.field)
    return {
      statements: [
        ...rows,
        tie('first', keyword(column, string('chosen'))),
        tie('second', keyword(column, string('other'))),
      ],
      fixtures: [factoryName(holder)],
      value: string('chosen'),
    }
  }
  const other = tableNamed(backend, next.entity)
  const reference = attributeOf(holder, next.from)
  const refer = (local: string): Keyword =>
    keyword(reference, attribute(name(local), attributeOf(other, next.field)))
  const make = (local: string): Statement => assign(name(local), call(name(factoryName(other))))
  return {
    statements: [
      ...rows,
      make('chosen'),
      make('another'),
      tie('first', refer('chosen')),
      tie('second', refer('another')),
    ],
    fixtures: [factoryName(holder), factoryName(other)],
    value: attribute(name('chosen'), attributeOf(other, filter.field)),
  }
}

/** A stored row with a name, although the response may show no key to know it by. */
function named(listing: Listing, local: string): Statement {
  const statement = storedRow(listing, local)
  return statement.kind === 'expression' ? assign(name(local), statement.value) : statement
}

function shown(listing: Listing, parameter: string, arranged: Arranged): TestCase {
  const { scope } = listing
  const { operation } = scope
  const ask = (value: Expression): Statement =>
    respond(
      send(scope, clientOf(scope), {
        path: listing.arrangement.path,
        query: dictionary([[string(parameter), value]]),
      }),
    )
  return testCase({
    name: `${operation.name}_filters_by_${parameter}`,
    shows: `Only rows that are related as ${parameter} says are shown`,
    fixtures: [...listFixtures(listing), ...arranged.fixtures],
    body: [
      ...listing.arrangement.statements,
      ...arranged.statements,
      ask(arranged.value),
      assertRows(listing, ['first'], false),
      ask(string('nobody has this')),
      assertRows(listing, [], false),
    ],
    operation: operation.id,
    proves: [filterOf(operation, parameter)],
    origins:
      operation.query.find(({ name: each }) => each === parameter)?.origins['exists'] ?? originsOf(operation),
  })
}

function unnamed(statement: Statement): Statement {
  return statement.kind === 'assign' ? expression(statement.value) : statement
}
