import { filterOf } from '../../../design/aspect.js'
import { keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, string } from '../../../python/nodes/literal.js'
import { attributeOf } from '../../table.js'
import { assertRows, listFixtures, listingOf, storedRow } from '../listing.js'
import { clientOf, respond, send } from '../request.js'
import { rowValue } from '../row-value.js'
import { fieldNamed, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Rows that a list leaves out come in when its flag asks for them. */
export function included(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  if (listing === null) return []
  const { operation } = scope
  const { arrangement, table } = listing
  return listing.select.filters.flatMap((filter): readonly TestCase[] => {
    const parameter = filter.unlessQuery ?? null
    const column = fieldNamed(table.entity, filter.field)
    if (parameter === null || column === null) return []
    const marked: Expression | null =
      column.type === 'boolean' ? boolean(true) : rowValue({ ...column, nullable: false }, column.name)
    if (marked === null) return []
    const ask = (query: Expression | null) =>
      respond(send(scope, clientOf(scope), { path: arrangement.path, query }))
    return [
      testCase({
        name: `${operation.name}_leaves_out_unless_${parameter}`,
        shows: `Rows with ${filter.field} are shown only when ${parameter} asks for them`,
        fixtures: listFixtures(listing),
        body: [
          ...arrangement.statements,
          storedRow(listing, 'first'),
          storedRow(listing, 'second', [keyword(attributeOf(table, filter.field), marked)]),
          ask(null),
          assertRows(listing, ['first'], false),
          ask(dictionary([[string(parameter), string('true')]])),
          assertRows(listing, ['first', 'second'], false),
        ],
        operation: operation.id,
        proves: [filterOf(operation, parameter)],
        origins:
          operation.query.find(({ name }) => name === parameter)?.origins['exists'] ?? originsOf(operation),
      }),
    ]
  })
}
