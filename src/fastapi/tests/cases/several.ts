import { filterOf } from '../../../design/aspect.js'
import { keyword } from '../../../python/nodes/call.js'
import { dictionary, list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attributeOf } from '../../table.js'
import { assertRows, listFixtures, listingOf, storedRow } from '../listing.js'
import { clientOf, respond, send } from '../request.js'
import { rowValue } from '../row-value.js'
import { sample } from '../sample.js'
import { fieldNamed, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A filter by several values shows the rows that have one of them, and hides the others. */
export function several(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  if (listing === null) return []
  const { operation } = scope
  const { table, arrangement } = listing
  return listing.select.filters.flatMap(({ field: named, comparison, value, whenQuery, through }) => {
    const field = fieldNamed(table.entity, named)
    if (comparison !== 'oneOf' || whenQuery === null || field === null || through.length > 0) return []
    if (field.references !== null || field.primaryKey) return []
    const [first, second] = [sample(field, field.name), sample(field, field.name, 'second')]
    const columns = [rowValue(field, field.name), rowValue(field, field.name, 'second')]
    const [one, other] = columns
    if (first === undefined || second === undefined || first === second) return []
    if (one === undefined || one === null || other === undefined || other === null) return []
    const texts = [String(first), String(second)]
    const sent: Expression =
      value.kind === 'split' ? string(texts.join(',')) : list(texts.map((text) => string(text)))
    const ask = (query: Expression) =>
      respond(
        send(scope, clientOf(scope), {
          path: arrangement.path,
          query: dictionary([[string(whenQuery), query]]),
        }),
      )
    const column = attributeOf(table, named)
    return [
      testCase({
        name: `${operation.name}_filters_by_several_${whenQuery}`,
        shows: 'Rows that have one of the values are shown, and no others',
        fixtures: listFixtures(listing),
        body: [
          ...arrangement.statements,
          storedRow(listing, 'first', [keyword(column, one)]),
          storedRow(listing, 'second', [keyword(column, other)]),
          ask(string(texts[0] ?? '')),
          assertRows(listing, ['first'], false),
          ask(sent),
          assertRows(listing, ['first', 'second'], false),
        ],
        operation: operation.id,
        proves: [filterOf(operation, whenQuery)],
        origins:
          operation.query.find(({ name }) => name === whenQuery)?.origins['exists'] ?? originsOf(operation),
      }),
    ]
  })
}
