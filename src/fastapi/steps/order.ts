import type { Sort } from '../../design/step.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { compare, conditional } from '../../python/nodes/operator.js'
import { assign, comment, type Statement } from '../../python/nodes/statement.js'
import type { Handler, RequestValue } from '../handler.js'
import { keyColumns, type Table } from '../table.js'
import { column } from './query.js'

/** How a list is ordered: what must be computed before, and the arguments of `order_by`. */
export interface Order {
  readonly statements: readonly Statement[]
  readonly columns: readonly Expression[]
}

/** The order of a list; equal values are ordered by the key, so that pages never overlap. */
export function emitOrder(sort: Sort | null, handler: Handler, table: Table): Order {
  const key = keyColumns(table)
    .filter(
      ({ field }) =>
        sort === null ||
        ((sort.fieldParameter !== null || field.name !== sort.defaultField) &&
          !(sort.further ?? []).some((further) => further.field === field.name)),
    )
    .map(({ field }) => column(handler, table, field.name))
  if (sort === null) return { statements: [], columns: key }
  const rest = [
    ...(sort.further ?? []).map(({ field: further, direction: way }) =>
      call(attribute(orderable(sort, handler, table, further), way)),
    ),
    ...key,
  ]
  const settled = comment('The key settles the order of equal values.')
  const field = sort.fieldParameter === null ? undefined : handler.query.get(sort.fieldParameter)
  const direction = sort.directionParameter === null ? undefined : handler.query.get(sort.directionParameter)
  if (field === undefined) {
    const only = orderable(sort, handler, table, sort.defaultField)
    return { statements: [], columns: [directed(only, direction, sort), ...rest] }
  }
  const columns = handler.constant(
    'SORT_COLUMNS',
    assign(
      name('_'),
      dictionary(
        sort.allowed.map(({ value, field: target, direction: way }) => [
          string(value),
          signed(orderable(sort, handler, table, target), way),
        ]),
      ),
    ),
  )
  const chosen = subscript(name(columns), name(field.local))
  return {
    statements: sort.allowed.every(({ direction: way }) => way !== undefined)
      ? [assign(name('direction'), chosen), settled]
      : [
          assign(name('column'), chosen),
          assign(name('direction'), directed(name('column'), direction, sort)),
          settled,
        ],
    columns: [name('direction'), ...rest],
  }
}

/** What a column is ordered by: itself, or the ranks of its words. */
function orderable({ ranks }: Sort, handler: Handler, table: Table, field: string): Expression {
  const own = column(handler, table, field)
  const words = ranks?.find((each) => each.field === field)?.words
  if (words === undefined) return own
  const places = dictionary(words.map((word, index) => [string(word), number(index)]))
  return call(symbol('sqlalchemy', 'case'), places, keyword('value', own))
}

/** A column in the direction that its value says, such as `-created_at`. */
function signed(target: Expression, direction: 'asc' | 'desc' | undefined): Expression {
  return direction === undefined ? target : call(attribute(target, direction))
}

function directed(target: Expression, direction: RequestValue | undefined, sort: Sort): Expression {
  const [ascending, descending] = [call(attribute(target, 'asc')), call(attribute(target, 'desc'))]
  if (direction === undefined) return sort.defaultDirection === 'asc' ? ascending : descending
  return conditional(
    compare(name(direction.local), '==', string(ascendingWord(direction))),
    ascending,
    descending,
  )
}

/** The word by which a client asks for ascending order. */
function ascendingWord({ parameter }: RequestValue): string {
  return parameter.enum?.find((value) => /^asc/i.test(value)) ?? 'asc'
}
