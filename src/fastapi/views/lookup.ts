import type { Related, RelatedField } from '../../design/operation.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { comprehension, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { compare, union } from '../../python/nodes/operator.js'
import { annotate, assign, expression, returns, when, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed } from '../backend.js'
import { viewClass } from '../models-of.js'
import { columnNamed } from '../settled.js'
import { showsOthers } from '../shown.js'
import { attributeOf, rowName, type Table } from '../table.js'
import { stored } from '../values/annotation.js'
import { all, col, columnOf, method, selected, shownRows, within, type LookupScope } from './query.js'

/** What belongs to the rows of a page: the function that reads it, and how one row finds its part in the result. */
export interface Lookup {
  /** The type of the result. */
  readonly type: Expression
  /** The body of the function: it has the parameters `session`, `rows` and, where it asks, `caller`. */
  readonly body: readonly Statement[]
  readonly value: (result: Expression, row: Expression) => Expression
}

type Of<K extends RelatedField['kind']> = LookupScope<Extract<RelatedField, { readonly kind: K }>>

/** Reads what belongs to all rows of a page in one query, whatever their number (DB-4). */
export function lookupOf(scope: LookupScope): Lookup {
  const { field } = scope
  switch (field.kind) {
    case 'count':
      return countOf({ ...scope, field })
    case 'exists':
      return existsOf({ ...scope, field })
    case 'names':
      return namesOf({ ...scope, field })
    case 'view':
      return viewOf({ ...scope, field })
    case 'list':
      return listOf({ ...scope, field })
    case 'referred':
      return referredOf({ ...scope, field })
  }
}

const statement = name('statement')

function countOf({ backend, table, field }: Of<'count'>): Lookup {
  const column = columnOf(backend, tableNamed(backend, field.related.entity), field.related.field)
  const count = call(attribute(symbol('sqlmodel', 'func'), 'count'))
  const counted = method(
    within(selected(column, count), backend, table, field.related),
    'group_by',
    col(column),
  )
  return {
    type: subscript(name('dict'), keyType(table, field.related.target), name('int')),
    body: [assign(statement, counted), returns(call(name('dict'), all(backend, statement)))],
    value: (result, row) => method(result, 'get', keyOf(row, table, field.related), number(0)),
  }
}

function existsOf({ backend, table, field }: Of<'exists'>): Lookup {
  const other = tableNamed(backend, field.related.entity)
  const column = columnOf(backend, other, field.related.field)
  const caller = compare(columnOf(backend, other, field.caller), '==', name('caller'))
  return {
    type: subscript(name('set'), keyType(table, field.related.target)),
    body: [
      when(compare(name('caller'), 'is', none), [returns(call(name('set')))]),
      assign(statement, within(selected(column), backend, table, field.related, caller)),
      returns(call(name('set'), all(backend, statement))),
    ],
    value: (result, row) => compare(keyOf(row, table, field.related), 'in', result),
  }
}

function namesOf({ backend, table, field }: Of<'names'>): Lookup {
  const other = tableNamed(backend, field.related.entity)
  const key = columnOf(backend, other, field.related.field)
  const holder = field.through === null ? other : tableNamed(backend, field.through.entity)
  const text = columnOf(backend, holder, field.column)
  const joined =
    field.through === null
      ? selected(key, text)
      : method(
          selected(key, text),
          'join',
          own(backend, 'models', holder.className),
          compare(
            col(columnOf(backend, holder, field.through.target)),
            '==',
            columnOf(backend, other, field.through.field),
          ),
        )
  const order = field.sort === null ? text : columnOf(backend, other, field.sort)
  const sorted = method(within(joined, backend, table, field.related), 'order_by', col(order))
  const isText = field.type === null || field.type === undefined
  return grouped(table, field.related, isText ? name('str') : keyType(holder, field.column), [
    assign(statement, sorted),
    {
      kind: 'for',
      asynchronous: false,
      target: tuple([name('key'), name('text')]),
      iterable: all(backend, statement),
      body: [expression(method(subscript(name('found'), name('key')), 'append', name('text')))],
    },
  ])
}

function listOf(scope: Of<'list'>): Lookup {
  const { backend, table, field } = scope
  if (field.through !== null && field.through !== undefined) return tiedListOf(scope, field.through)
  const other = tableNamed(backend, field.related.entity)
  const model = own(backend, 'models', other.className)
  const order = field.sort === null ? [] : [col(columnOf(backend, other, field.sort))]
  const keys = other.columns
    .filter((each) => each.field.primaryKey)
    .map((each) => col(attribute(model, each.attribute)))
  const sorted = method(within(selected(model), backend, table, field.related), 'order_by', ...order, ...keys)
  const row = name(rowName(other))
  const children = name('children')
  const at = attribute(row, attributeOf(other, field.related.field))
  const schema = own(backend, 'schemas', viewClass(backend.models, field.view))
  const nested = showsOthers(field.view)
  const shown = nested ? name('shown') : call(attribute(schema, 'model_validate'), row)
  return grouped(table, field.related, schema, [
    assign(statement, sorted),
    assign(children, all(backend, statement)),
    {
      kind: 'for',
      asynchronous: false,
      target: nested ? tuple([row, name('shown')]) : row,
      iterable: nested
        ? call(
            name('zip'),
            children,
            shownRows(backend, field.view, children),
            keyword('strict', boolean(true)),
          )
        : children,
      body: [expression(method(subscript(name('found'), at), 'append', shown))],
    },
  ])
}

/** Rows that a table ties to those of the page: the tie tells to which of them each belongs. */
function tiedListOf(
  { backend, table, field }: Of<'list'>,
  through: { readonly field: string; readonly target: string },
): Lookup {
  const tie = tableNamed(backend, field.related.entity)
  const other = tableNamed(backend, field.view.entity)
  const model = own(backend, 'models', other.className)
  const key = columnOf(backend, tie, field.related.field)
  const target = col(columnOf(backend, other, through.target))
  const tied = compare(target, '==', columnOf(backend, tie, through.field))
  const joined = method(selected(key, model), 'join', model, tied)
  const order = field.sort === null ? target : col(columnOf(backend, other, field.sort))
  const sorted = method(within(joined, backend, table, field.related), 'order_by', order)
  const schema = own(backend, 'schemas', viewClass(backend.models, field.view))
  const row = name(rowName(other))
  const nested = showsOthers(field.view)
  const ties = name('ties')
  const rows = comprehension('list', row, tuple([name('_'), row]), ties)
  const shown = shownRows(backend, field.view, rows)
  return grouped(table, field.related, schema, [
    assign(statement, sorted),
    assign(ties, all(backend, statement)),
    {
      kind: 'for',
      asynchronous: false,
      target: nested ? tuple([tuple([name('key'), name('_')]), name('shown')]) : tuple([name('key'), row]),
      iterable: nested ? call(name('zip'), ties, shown, keyword('strict', boolean(true))) : ties,
      body: [
        expression(
          method(
            subscript(name('found'), name('key')),
            'append',
            nested ? name('shown') : call(attribute(schema, 'model_validate'), row),
          ),
        ),
      ],
    },
  ])
}

function viewOf({ backend, table, field }: Of<'view'>): Lookup {
  const other = tableNamed(backend, field.view.entity)
  const model = own(backend, 'models', other.className)
  const reference = attributeOf(table, field.reference)
  const target = attributeOf(other, field.target)
  const keys = comprehension('set', attribute(name('row'), reference), name('row'), name('rows'))
  const schema = own(backend, 'schemas', viewClass(backend.models, field.view))
  const found = name('found')
  const key = attribute(name('row'), target)
  const shown: Expression = showsOthers(field.view)
    ? call(
        name('dict'),
        call(
          name('zip'),
          comprehension('list', key, name('row'), found),
          shownRows(backend, field.view, found),
          keyword('strict', boolean(true)),
        ),
      )
    : {
        kind: 'comprehension',
        form: 'dictionary',
        key,
        element: call(attribute(schema, 'model_validate'), name('row')),
        target: name('row'),
        iterable: found,
        conditions: [],
      }
  const type = keyType(other, field.target)
  return {
    type: subscript(name('dict'), field.nullable ? union(type, none) : type, schema),
    body: [
      assign(statement, method(selected(model), 'where', method(col(attribute(model, target)), 'in_', keys))),
      assign(found, all(backend, statement)),
      returns(shown),
    ],
    value: (result, row) =>
      field.nullable
        ? method(result, 'get', attribute(row, reference))
        : subscript(result, attribute(row, reference)),
  }
}

function referredOf({ backend, table, field }: Of<'referred'>): Lookup {
  const other = tableNamed(backend, field.entity)
  const key = columnOf(backend, other, field.target)
  const reference = attributeOf(table, field.reference)
  const keys = comprehension('set', attribute(name('row'), reference), name('row'), name('rows'))
  const maybe = columnNamed(table, field.reference)?.field.nullable ?? true
  const value = stored({ ...field.rules, nullable: false })
  const held = columnNamed(other, field.column)?.field.nullable === true ? union(value, none) : value
  const type = keyType(other, field.target)
  return {
    type: subscript(name('dict'), maybe ? union(type, none) : type, held),
    body: [
      assign(
        statement,
        method(selected(key, columnOf(backend, other, field.column)), 'where', method(col(key), 'in_', keys)),
      ),
      // pyright knows rows of two columns as no pairs, so that `dict(rows)` would not pass it.
      returns({
        kind: 'comprehension',
        form: 'dictionary',
        key: name('key'),
        element: name('value'),
        target: tuple([name('key'), name('value')]),
        iterable: all(backend, statement),
        conditions: [],
      }),
    ],
    value: (result, row) =>
      maybe ? method(result, 'get', attribute(row, reference)) : subscript(result, attribute(row, reference)),
  }
}

/** Rows by the key that they belong to. */
function grouped(
  table: Table,
  related: Related,
  element: Expression,
  statements: readonly Statement[],
): Lookup {
  const factory = symbol('collections', 'defaultdict')
  const type = subscript(factory, keyType(table, related.target), subscript(name('list'), element))
  return {
    type,
    body: [annotate('found', type, call(factory, name('list'))), ...statements, returns(name('found'))],
    value: (result, row) => subscript(result, keyOf(row, table, related)),
  }
}

function keyOf(row: Expression, table: Table, { target }: Related): Expression {
  return attribute(row, attributeOf(table, target))
}

/** The type of a key. */
function keyType(table: Table, column: string): Expression {
  const found = columnNamed(table, column)
  if (found === null) return name('str')
  const type = stored({ ...found.field, nullable: false })
  return found.field.nullable ? union(type, none) : type
}
