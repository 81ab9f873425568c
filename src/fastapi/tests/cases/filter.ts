import type { JsonValue } from '../../../claims/json.js'
import { combinedOf, filterOf } from '../../../design/aspect.js'
import type { Field } from '../../../design/entity.js'
import type { Filter } from '../../../design/step.js'
import { keyword } from '../../../python/nodes/call.js'
import { dictionary, list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { assertRows, listFixtures, listingOf, storedRow, type Listing } from '../listing.js'
import { clientOf, respond, send } from '../request.js'
import { rowValue, storedYear } from '../row-value.js'
import { sample } from '../sample.js'
import { fieldNamed, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Two different values of a filtered column, and the query values that ask for each. */
interface Opposites {
  readonly columns: readonly [Expression, Expression]
  readonly queries: readonly [string, string]
}

/** Each filter shows the rows that match it and hides those that do not. */
export function filter(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  if (listing === null) return []
  const queried = listing.select.filters.filter(
    ({ value, through, comparison }) =>
      value.kind === 'query' && through.length === 0 && comparison !== 'oneOf',
  )
  const single = queried.flatMap((each) => one(listing, each) ?? [])
  const combined = queried.length < 2 ? null : both(listing, queried)
  return combined === null ? single : [...single, combined]
}

function one(listing: Listing, each: Filter): TestCase | null {
  const { scope, table } = listing
  const { operation } = scope
  const opposites = oppositesOf(listing, each)
  if (opposites === null || each.whenQuery === null) return null
  const column = attributeOf(table, each.field)
  const ask = (index: 0 | 1): Statement =>
    respond(
      send(scope, clientOf(scope), {
        path: listing.arrangement.path,
        query: dictionary([[string(each.whenQuery ?? ''), string(opposites.queries[index])]]),
      }),
    )
  const ranged = each.comparison === 'atLeast' || each.comparison === 'atMost'
  const rows: readonly (readonly [string])[] = [['first'], ['second']]
  const expected = (index: 0 | 1): readonly string[] => {
    if (each.comparison === 'notEqual') return rows[1 - index] ?? []
    if (!ranged) return rows[index] ?? []
    const lowest = each.comparison === 'atLeast' ? 0 : 1
    return index === lowest ? ['first', 'second'] : (rows[index] ?? [])
  }
  return testCase({
    name: `${operation.name}_filters_by_${each.whenQuery}`,
    shows: ranged ? 'The bound is inclusive, and hides what lies beyond' : 'Only rows that match are shown',
    fixtures: listFixtures(listing),
    body: [
      ...listing.arrangement.statements,
      storedRow(listing, 'first', [keyword(column, opposites.columns[0])]),
      storedRow(listing, 'second', [keyword(column, opposites.columns[1])]),
      ask(0),
      assertRows(listing, expected(0), false),
      ask(1),
      assertRows(listing, expected(1), false),
    ],
    operation: operation.id,
    proves: [filterOf(operation, each.whenQuery)],
    origins:
      operation.query.find(({ name }) => name === each.whenQuery)?.origins['exists'] ?? originsOf(operation),
  })
}

/** Filters combine: a row that meets one of two is hidden. */
function both(listing: Listing, filters: readonly Filter[]): TestCase | null {
  const { scope, table } = listing
  const { operation } = scope
  const usable = filters.flatMap((each) => {
    const opposites = oppositesOf(listing, each)
    // Two rows share each value, which a key or a unique column forbids.
    const field = fieldNamed(table.entity, each.field)
    const shared = field !== null && !field.primaryKey && !field.unique
    return opposites === null || each.comparison !== 'equal' || !shared ? [] : [{ each, opposites }]
  })
  const [left, right] = usable
  if (left === undefined || right === undefined || left.each.field === right.each.field) return null
  const columns = [attributeOf(table, left.each.field), attributeOf(table, right.each.field)] as const
  const row = (local: string, first: 0 | 1, second: 0 | 1): Statement =>
    storedRow(listing, local, [
      keyword(columns[0], left.opposites.columns[first]),
      keyword(columns[1], right.opposites.columns[second]),
    ])
  const anonymous = (statement: Statement): Statement =>
    statement.kind === 'assign' ? { kind: 'expression', value: statement.value } : statement
  return testCase({
    name: `${operation.name}_combines_filters`,
    shows: 'A row must match all filters',
    fixtures: listFixtures(listing),
    body: [
      ...listing.arrangement.statements,
      row('both', 0, 0),
      anonymous(row('left', 0, 1)),
      anonymous(row('right', 1, 0)),
      respond(
        send(scope, clientOf(scope), {
          path: listing.arrangement.path,
          query: dictionary([
            [string(left.each.whenQuery ?? ''), string(left.opposites.queries[0])],
            [string(right.each.whenQuery ?? ''), string(right.opposites.queries[0])],
          ]),
        }),
      ),
      assertRows(listing, ['both'], false),
    ],
    operation: operation.id,
    proves: [combinedOf(operation)],
    origins: originsOf(operation),
  })
}

function oppositesOf({ scope, table }: Listing, each: Filter): Opposites | null {
  const field = fieldNamed(table.entity, each.field)
  const parameter = scope.operation.query.find(({ name }) => name === each.whenQuery)
  if (field === null || parameter === undefined) return null
  if (each.cases !== null) {
    const [first, second, ...more] = Object.entries(each.cases)
    if (first === undefined) return null
    if (second !== undefined) return pair([first[0], second[0]], [literal(first[1]), literal(second[1])])
    return more.length === 0 && typeof first[1] === 'boolean' ? null : null
  }
  if (each.comparison === 'contains') return contained(field)
  const values = [rowValue(field, field.name, 'first'), rowValue(field, field.name, 'second')] as const
  if (values[0] === null || values[1] === null || field.references !== null) return null
  const queries = [queryText(field, 'first'), queryText(field, 'second')] as const
  if (queries[0] === null || queries[1] === null || queries[0] === queries[1]) return null
  if (
    parameter.enum !== null &&
    !queries.every((query) => query !== null && parameter.enum?.includes(query))
  ) {
    return null
  }
  return pair([queries[0], queries[1]], [values[0], values[1]])
}

function pair(queries: readonly [string, string], columns: readonly [Expression, Expression]): Opposites {
  return { queries, columns }
}

function literal(value: JsonValue): Expression {
  return jsonLiteral(value)
}

/** An array column that holds the value that is asked for. */
function contained(field: Field): Opposites | null {
  if (field.items === null) return null
  const [first, second] = [sample(field.items, field.name), sample(field.items, field.name, 'second')]
  if (typeof first !== 'string' || typeof second !== 'string' || first === second) return null
  return pair([first, second], [list([string(first)]), list([string(second)])])
}

/** How a row's value is written in a query. */
function queryText(field: Field, variant: 'first' | 'second'): string | null {
  const month = variant === 'first' ? '01' : '06'
  const year = String(storedYear(field))
  switch (field.type) {
    case 'datetime':
      return `${year}-${month}-01T00:00:00Z`
    case 'date':
      return `${year}-${month}-01`
    case 'time':
      return variant === 'first' ? '12:30:00' : '13:30:00'
    default: {
      const value = sample(field, field.name, variant)
      return value === undefined || typeof value === 'object' ? null : String(value)
    }
  }
}
