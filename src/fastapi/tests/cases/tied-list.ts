import { call, keyword } from '../../../python/nodes/call.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf } from '../../table.js'
import { arrange, factoryName } from '../arrangement.js'
import { placedView } from '../expectation.js'
import { ownerValue, type User } from '../row-value.js'
import { stepsOf, type Scope } from '../scope.js'
import type { TestCase } from '../test-case.js'
import { tiedListing } from '../tied-listing.js'

/** A list of rows to which the caller has done something, such as bookmarks: those of others stay out of it. */
export function tiedList(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const select = stepsOf(operation, 'select')[0]
  const placed = placedView(operation.responseBody)
  if (select === undefined || placed === null) return []
  const table = tableNamed(backend, select.entity)
  const filter = select.filters.find(({ value, through }) => value.kind === 'caller' && through.length === 1)
  const hop = filter?.through[0]
  const key = hop === undefined ? null : columnNamed(table, hop.from)
  if (filter === undefined || hop === undefined || key?.field.primaryKey !== true) return []
  const holder = tableNamed(backend, hop.entity)
  const caller = columnNamed(holder, filter.field)
  if (caller === null) return []
  const arrangement = arrange(scope)
  const tie = (row: string, user: User): Statement =>
    expression(
      call(
        name(factoryName(holder)),
        keyword(attributeOf(holder, hop.field), attribute(name(row), key.attribute)),
        keyword(caller.attribute, ownerValue(backend, user, caller.field.type)),
      ),
    )
  const make = (local: string): Statement => assign(name(local), call(name(factoryName(table))))
  return tiedListing(
    { scope, arrangement, placed, table, holder },
    [make('first'), make('second'), tie('first', 'USER'), tie('second', 'OTHER_USER')],
    {
      tied: {
        name: `${operation.name}_shows_what_the_caller_is_tied_to`,
        shows: 'Rows to which others are tied stay hidden',
      },
      empty: {
        name: `${operation.name}_may_be_empty`,
        shows: 'Who is tied to nothing gets an empty list',
      },
    },
  )
}
