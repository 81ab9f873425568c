import type { Filter } from '../../design/step.js'
import { call, keyword, subscript, type Keyword } from '../../python/nodes/call.js'
import { comprehension, list, set } from '../../python/nodes/collection.js'
import { number, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { arrange, factoryName, ownerColumn, type Arrangement } from './arrangement.js'
import { placedView, shownKey, type Placed } from './expectation.js'
import { assertEqual, clientOf } from './request.js'
import { tiedColumns, withTies } from './tied-rows.js'
import type { User } from './row-value.js'
import { fieldNamed, stepsOf, type Scope, type StepOf } from './scope.js'

/** An operation that answers rows, with what its tests ask of it. */
export interface Listing {
  readonly scope: Scope
  readonly select: StepOf<'select'>
  readonly table: Table
  readonly placed: Placed
  readonly arrangement: Arrangement
  /** Columns that a row needs to be listed at all. */
  readonly visible: readonly Keyword[]
}

/** What a list operation selects; null for other operations and for rows that the response does not show. */
export function listingOf(scope: Scope): Listing | null {
  const select = stepsOf(scope.operation, 'select')[0]
  const placed = placedView(scope.operation.responseBody)
  if (select === undefined || placed === null) return null
  const table = tableNamed(scope.backend, select.entity)
  if (isTiedToRows(select, table)) return null
  const arrangement = withTies(scope, select, table, arrange(scope))
  return {
    scope,
    select,
    table,
    placed,
    arrangement,
    visible: visibleColumns(scope, select, table, arrangement),
  }
}

/** Whether a list shows rows by what the caller has done to themselves, which takes more than their columns. */
function isTiedToRows({ filters }: StepOf<'select'>, table: Table): boolean {
  return filters.some(
    ({ through: [hop], value }) =>
      (value.kind === 'caller' || value.kind === 'field') &&
      hop !== undefined &&
      columnNamed(table, hop.from)?.field.primaryKey === true,
  )
}

function visibleColumns(
  scope: Scope,
  select: StepOf<'select'>,
  table: Table,
  arrangement: Arrangement,
): readonly Keyword[] {
  return select.filters.flatMap((filter): readonly Keyword[] => {
    if (filter.through.length > 0) return tiedColumns(scope, filter, table)
    const column = attributeOf(table, filter.field)
    const { value } = filter
    if (value.kind === 'constant') return [keyword(column, jsonLiteral(value.value))]
    if (value.kind === 'field') {
      const find = stepsOf(scope.operation, 'find').find(({ row }) => row === value.row)
      const local = arrangement.rows.get(value.row)
      if (find === undefined || local === undefined) return []
      const parent = tableNamed(scope.backend, find.entity)
      return [keyword(column, attribute(name(local), attributeOf(parent, value.field)))]
    }
    const preset = defaultCase(scope, filter)
    return preset === null ? [] : [keyword(column, jsonLiteral(preset))]
  })
}

/** What a filter asks for when its parameter is not sent. */
function defaultCase({ operation }: Scope, filter: Filter): string | number | boolean | null {
  const parameter = operation.query.find((each) => each.name === filter.whenQuery)
  if (parameter === undefined || parameter.default === null || filter.comparison !== 'equal') return null
  const value = parameter.default
  if (typeof value !== 'string') return typeof value === 'object' ? null : value
  if (filter.cases === null) return value
  return Object.hasOwn(filter.cases, value) ? (filter.cases[value] ?? null) : null
}

/** `first = make_loan(note="…")`. */
export function storedRow(
  listing: Listing,
  local: string,
  values: readonly Keyword[] = [],
  user: User = 'USER',
): Statement {
  const { scope, table, visible } = listing
  const apart = ownerApart(listing)
  const owner = apart === null ? ownerColumn(scope, table, user) : [keyword(apart, string(local))]
  // Rows that are their user's by the row above them stand below the one that the list is asked for.
  const all = user === 'USER' ? [...owner, ...visible, ...values] : [...visible, ...owner, ...values]
  const last = [...new Map(all.map((each) => [each.name ?? each, each])).values()]
  return assign(name(local), call(name(factoryName(table)), ...last))
}

/** So many rows that the list shows. */
export function storedRows(listing: Listing, count: number): Statement {
  const { table, visible } = listing
  const apart = ownerApart(listing)
  const own = apart === null ? [] : [keyword(apart, call(name('str'), name('user')))]
  return {
    kind: 'for',
    asynchronous: false,
    target: name(apart === null ? '_' : 'user'),
    iterable: call(name('range'), number(count)),
    body: [expression(call(name(factoryName(table)), ...visible, ...own))],
  }
}

/** The attribute of the owner where rows that one list shows must be of several users, as each has one of them at most. */
function ownerApart({ table, visible, select }: Listing): string | null {
  const { owner, indexes, fields } = table.entity
  const column = fields.find(({ name: field }) => field === owner)
  if (owner === null || select.owner !== null || column === undefined) return null
  if (column.type !== 'string' || column.references !== null) return null
  const alike = new Set(visible.map((each) => each.name))
  const kept = indexes.some(
    (index) =>
      index.unique &&
      index.fields.includes(owner) &&
      index.fields.every((field) => field === owner || alike.has(attributeOf(table, field))),
  )
  return kept ? attributeOf(table, owner) : null
}

/** `assert [item["id"] for item in response.json()] == [first.id]`; a set where no order is promised. */
export function assertRows(listing: Listing, locals: readonly string[], ordered: boolean): Statement {
  const { placed, table, select } = listing
  const key = shownKey(placed.view, table)
  if (key === null) return assertEqual(call(name('len'), placed.place), number(locals.length))
  const uuid = fieldNamed(table.entity, key.column)?.type === 'uuid'
  const expected = locals.map((local) => {
    const value = attribute(name(local), attributeOf(table, key.column))
    return uuid ? call(name('str'), value) : value
  })
  const inOrder = (ordered && select.sort !== null) || locals.length < 2
  const shown = comprehension(
    inOrder ? 'list' : 'set',
    subscript(name('item'), string(key.wire)),
    name('item'),
    placed.place,
  )
  return assertEqual(shown, inOrder ? list(expected) : set(expected))
}

/** Fixtures of every list test. */
export function listFixtures({ scope, table, arrangement }: Listing): readonly string[] {
  return [clientOf(scope), ...arrangement.fixtures, factoryName(table)]
}
