import { defaultSortOf, sortOf } from '../../../design/aspect.js'
import type { Field } from '../../../design/entity.js'
import type { Sort, SortChoice } from '../../../design/step.js'
import { keyword, spread } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { name, symbol } from '../../../python/nodes/name.js'
import { attributeOf } from '../../table.js'
import { assertRows, listFixtures, listingOf, storedRow, type Listing } from '../listing.js'
import { clientOf, respond, send } from '../request.js'
import { rowValue } from '../row-value.js'
import { fieldNamed, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

const ANY = symbol('typing', 'Any')

/** The list has its default order, and each order that can be asked for. */
export function sort(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const order = listing?.select.sort ?? null
  if (listing === null || order === null) return []
  return [
    byDefault(listing),
    ...(order.further ?? []).map((_, index) => amongEqual(listing, index)),
    asked(listing),
  ].filter((test) => test !== null)
}

function byDefault(listing: Listing): TestCase | null {
  const { scope, select, table } = listing
  const { sort: order } = select
  if (order === null) return null
  const values = ascending(fieldNamed(table.entity, order.defaultField), order)
  if (values === null) return null
  const column = attributeOf(table, order.defaultField)
  return testCase({
    name: `${scope.operation.name}_has_a_default_order`,
    shows: `Rows are sorted by ${order.defaultField} unless asked otherwise`,
    fixtures: listFixtures(listing),
    body: [
      ...listing.arrangement.statements,
      storedRow(listing, 'low', [keyword(column, values[0])]),
      storedRow(listing, 'high', [keyword(column, values[1])]),
      respond(send(scope, clientOf(scope), { path: listing.arrangement.path })),
      assertRows(listing, order.defaultDirection === 'asc' ? ['low', 'high'] : ['high', 'low'], true),
    ],
    operation: scope.operation.id,
    proves: [defaultSortOf(scope.operation)],
    origins: originsOf(scope.operation, 'sort'),
  })
}

/** Rows that are equal in what orders them first come in the order of what orders them next. */
function amongEqual(listing: Listing, index: number): TestCase | null {
  const { scope, select, table } = listing
  const { sort: order } = select
  const key = order?.further?.[index]
  if (order === null || key === undefined) return null
  const values = ascending(fieldNamed(table.entity, key.field), order)
  const before = [order.defaultField, ...(order.further ?? []).slice(0, index).map(({ field }) => field)]
  const same = before.flatMap((column) => {
    const field = fieldNamed(table.entity, column)
    const value = field === null || field.unique ? null : rowValue(field, column, 'first')
    return value === null ? [] : [keyword(attributeOf(table, column), value)]
  })
  if (values === null || same.length < before.length) return null
  const column = attributeOf(table, key.field)
  return testCase({
    name: `${scope.operation.name}_orders_equal_rows_by_${column}`,
    shows: `Rows with the same ${before.join(' and ')} are sorted by ${key.field}`,
    fixtures: listFixtures(listing),
    body: [
      ...listing.arrangement.statements,
      storedRow(listing, 'low', [...same, keyword(column, values[0])]),
      storedRow(listing, 'high', [...same, keyword(column, values[1])]),
      respond(send(scope, clientOf(scope), { path: listing.arrangement.path })),
      assertRows(listing, key.direction === 'asc' ? ['low', 'high'] : ['high', 'low'], true),
    ],
    operation: scope.operation.id,
    proves: [defaultSortOf(scope.operation)],
    origins: originsOf(scope.operation, 'sort'),
  })
}

function asked(listing: Listing): TestCase | null {
  const { scope, select, table } = listing
  const { operation } = scope
  const { sort: order } = select
  if (order === null || (order.fieldParameter === null && order.directionParameter === null)) return null
  const fields: readonly SortChoice[] =
    order.fieldParameter === null ? [{ value: order.defaultField, field: order.defaultField }] : order.allowed
  const isSigned = fields.some(({ direction }) => direction !== undefined)
  const runs = fields.flatMap(({ value, field, direction }) => {
    const values = ascending(fieldNamed(table.entity, field), order)
    if (values === null) return []
    const inOrder = direction === 'desc' ? values.toReversed() : values
    return [{ id: value, values: [string(value), string(attributeOf(table, field)), ...inOrder] }]
  })
  if (runs.length === 0) return null
  const { fieldParameter, directionParameter } = order
  const query = (direction: 'asc' | 'desc'): Expression =>
    dictionary([
      ...(fieldParameter === null ? [] : [[string(fieldParameter), name('sort')] as const]),
      ...(directionParameter === null ? [] : [[string(directionParameter), string(direction)] as const]),
    ])
  const alone = isSigned ? 'asc' : order.defaultDirection
  const directions = directionParameter === null ? [alone] : (['asc', 'desc'] as const)
  const [low, high] = isSigned ? ['before', 'after'] : ['low', 'high']
  const all = [
    { name: 'sort', type: name('str') },
    { name: 'column', type: name('str') },
    { name: low, type: ANY },
    { name: high, type: ANY },
  ]
  // Without a field parameter nothing reads the first argument.
  const skipped = fieldParameter === null ? 1 : 0
  return testCase({
    name: `${operation.name}_sorts_as_asked`,
    shows: 'Each order that can be asked for is kept',
    fixtures: listFixtures(listing),
    parametrized: [
      {
        arguments: all.slice(skipped),
        runs: runs.map(({ id, values }) => ({ id, values: values.slice(skipped) })),
      },
    ],
    body: [
      ...listing.arrangement.statements,
      storedRow(listing, 'first', [spread(dictionary([[name('column'), name(low)]]))]),
      storedRow(listing, 'second', [spread(dictionary([[name('column'), name(high)]]))]),
      ...directions.flatMap((direction) => [
        respond(send(scope, clientOf(scope), { path: listing.arrangement.path, query: query(direction) })),
        assertRows(listing, direction === 'asc' ? ['first', 'second'] : ['second', 'first'], true),
      ]),
    ],
    operation: operation.id,
    proves: [sortOf(operation)],
    origins:
      operation.query.find((each) => each.name === (fieldParameter ?? directionParameter))?.origins[
        'exists'
      ] ?? originsOf(operation),
  })
}

/** Two values of a column of which the first sorts before the second; null where the database decides. */
function ascending(field: Field | null, { ranks }: Sort): readonly [Expression, Expression] | null {
  const [first, second] = ranks?.find((each) => each.field === field?.name)?.words ?? []
  if (first !== undefined && second !== undefined) return [string(first), string(second)]
  if (field === null || field.enum !== null || field.references !== null) return null
  if (field.type === 'array' || field.type === 'object' || field.type === 'bytes') return null
  const [low, high] = [rowValue(field, field.name, 'first'), rowValue(field, field.name, 'second')]
  if (low === null || high === null || field.pattern !== null) return null
  return [low, high]
}
