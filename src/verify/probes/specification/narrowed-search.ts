import { answering } from '../expectation.js'
import type { Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { rowsShown } from '../shown.js'
import { keyOf, type Listing } from './listing.js'

/** The longest text that is searched for: an address has a length of its own. */
const LONGEST = 60

/**
 * A search for the text of a row that a filter leaves out: what is searched must match the filter as well. Nothing is tried
 * where the list has no search, or the row shows no text of it.
 */
export async function notFound(
  scope: ProbeScope,
  { select, prepared }: Pick<Listing, 'select' | 'prepared'>,
  query: Readonly<Record<string, string>>,
  row: Row,
): Promise<void> {
  const { search } = select
  const key = keyOf(scope, select.entity)
  const text = search?.fields
    .map((field) => row.values.get(field))
    .find((value) => typeof value === 'string' && /^[\w -]{2,}$/.test(value) && value.length <= LONGEST)
  if (search === null || typeof text !== 'string' || row.values.get(key) === undefined) return
  const { operation } = scope
  await scope.expect(
    `${new URLSearchParams(query).toString()} and a search`,
    prepared,
    { query: { ...query, [search.parameter]: text } },
    answering(operation.success, 'rows that match both', ({ json }) =>
      rowsShown(operation.responseBody, json)?.some((each) => each.get(key) === row.values.get(key)) === true
        ? 'a row that the search alone finds is shown'
        : null,
    ),
  )
}
