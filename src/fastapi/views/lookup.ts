import type { Related, RelatedField } from '../../design/operation.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { comprehension, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare, conditional, union } from '../../python/nodes/operator.js'
import { annotate, assign, expression, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { viewClass } from '../models-of.js'
import { columnNamed } from '../settled.js'
import { knowsCaller, showMany, showsOthers } from '../shown.js'
import { attributeOf, rowName, type Table } from '../table.js'
import { stored } from '../values/annotation.js'

/** What belongs to the rows of a page: how it is read, and how one row finds its part. */
export interface Lookup {
  readonly statements: readonly Statement[]
  readonly value: (row: Expression) => Expression
}

/** A field of a view that needs other rows, the table of its row, and the variable that holds what was read. */
interface Scope<F extends RelatedField = RelatedField> {
  readonly backend: Backend
  readonly table: Table
  readonly local: string
  readonly field: F
}

type Of<K extends RelatedField['kind']> = Scope<Extract<RelatedField, { readonly kind: K }>>

/** Reads what belongs to all rows of a page in one query, whatever their number (DB-4). */
export function relatedRows(scope: Scope): Lookup {
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
  }
}

function countOf({ backend, table, local, field }: Of<'count'>): Lookup {
  const other = tableNamed(backend, field.related.entity)
  const column = columnOf(backend, other, field.related.field)
  const count = call(attribute(symbol('sqlmodel', 'func'), 'count'))
  const counted = method(
    within(selected(column, count), backend, table, field.related),
    'group_by',
    col(column),
  )
  const map = subscript(name('dict'), keyType(table, field.related.target), name('int'))
  return {
    statements: [annotate(local, map, call(name('dict'), all(backend, counted)))],
    value: (row) => method(name(local), 'get', keyOf(row, table, field.related), number(0)),
  }
}

function existsOf({ backend, table, local, field }: Of<'exists'>): Lookup {
  const other = tableNamed(backend, field.related.entity)
  const column = columnOf(backend, other, field.related.field)
  const caller = compare(columnOf(backend, other, field.caller), '==', name('caller'))
  const found = call(
    name('set'),
    all(backend, within(selected(column), backend, table, field.related, caller)),
  )
  const type = subscript(name('set'), keyType(table, field.related.target))
  return {
    // Without a caller there is nothing to look for.
    statements: [
      annotate(local, type, conditional(compare(name('caller'), 'is', none), call(name('set')), found)),
    ],
    value: (row) => compare(keyOf(row, table, field.related), 'in', name(local)),
  }
}

function namesOf({ backend, table, local, field }: Of<'names'>): Lookup {
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
  const statement = method(within(joined, backend, table, field.related), 'order_by', col(order))
  return grouped(backend, table, field.related, local, name('str'), [
    {
      kind: 'for',
      asynchronous: false,
      target: tuple([name('key'), name('text')]),
      iterable: all(backend, statement),
      body: [expression(method(subscript(name(local), name('key')), 'append', name('text')))],
    },
  ])
}

function listOf({ backend, table, local, field }: Of<'list'>): Lookup {
  const other = tableNamed(backend, field.related.entity)
  const model = own(backend, 'models', other.className)
  const order = field.sort === null ? [] : [col(columnOf(backend, other, field.sort))]
  const keys = other.columns
    .filter((each) => each.field.primaryKey)
    .map((each) => col(attribute(model, each.attribute)))
  const statement = method(
    within(selected(model), backend, table, field.related),
    'order_by',
    ...order,
    ...keys,
  )
  const row = name(`each_${rowName(other)}`)
  const found = name(`${local}_rows`)
  const at = attribute(row, attributeOf(other, field.related.field))
  const schema = own(backend, 'schemas', viewClass(backend.models, field.view))
  const shown = showsOthers(field.view) ? name('shown') : call(attribute(schema, 'model_validate'), row)
  const add = expression(method(subscript(name(local), at), 'append', shown))
  return grouped(backend, table, field.related, local, schema, [
    assign(found, all(backend, statement)),
    {
      kind: 'for',
      asynchronous: false,
      target: showsOthers(field.view) ? tuple([row, name('shown')]) : row,
      iterable: showsOthers(field.view)
        ? call(name('zip'), found, shownRows(backend, field.view, found), keyword('strict', boolean(true)))
        : found,
      body: [add],
    },
  ])
}

function viewOf({ backend, table, local, field }: Of<'view'>): Lookup {
  const other = tableNamed(backend, field.view.entity)
  const model = own(backend, 'models', other.className)
  const reference = attributeOf(table, field.reference)
  const target = attributeOf(other, field.target)
  const keys = comprehension('set', attribute(name('row'), reference), name('row'), name('rows'))
  const found = name(`${local}_rows`)
  const statement = method(selected(model), 'where', method(col(attribute(model, target)), 'in_', keys))
  const schema = own(backend, 'schemas', viewClass(backend.models, field.view))
  const key = (row: Expression): Expression => attribute(row, target)
  const shown: Expression = showsOthers(field.view)
    ? call(
        name('dict'),
        call(
          name('zip'),
          comprehension('generator', key(name('row')), name('row'), found),
          shownRows(backend, field.view, found),
          keyword('strict', boolean(true)),
        ),
      )
    : {
        kind: 'comprehension',
        form: 'dictionary',
        key: key(name('row')),
        element: call(attribute(schema, 'model_validate'), name('row')),
        target: name('row'),
        iterable: found,
        conditions: [],
      }
  const type = subscript(name('dict'), union(keyType(other, field.target), none), schema)
  return {
    statements: [assign(found, all(backend, statement)), annotate(local, type, shown)],
    value: (row) =>
      field.nullable
        ? method(name(local), 'get', attribute(row, reference))
        : subscript(name(local), attribute(row, reference)),
  }
}

/** Rows by the key that they belong to. */
function grouped(
  backend: Backend,
  table: Table,
  related: Related,
  local: string,
  element: Expression,
  statements: readonly Statement[],
): Lookup {
  const factory = symbol('collections', 'defaultdict')
  const type = subscript(factory, keyType(table, related.target), subscript(name('list'), element))
  return {
    statements: [annotate(local, type, call(factory, name('list'))), ...statements],
    value: (row) => subscript(name(local), keyOf(row, table, related)),
  }
}

function shownRows(backend: Backend, view: Parameters<typeof showMany>[1], rows: Expression): Expression {
  const shown = call(
    name(showMany(backend, view)),
    name('session'),
    rows,
    ...(knowsCaller(view) ? [name('caller')] : []),
  )
  return backend.asynchronous ? awaited(shown) : shown
}

function keyOf(row: Expression, table: Table, { target }: Related): Expression {
  return attribute(row, attributeOf(table, target))
}

/** The type of a key; that of a new row may still be unknown. */
function keyType(table: Table, column: string): Expression {
  const found = columnNamed(table, column)
  if (found === null) return name('str')
  const type = stored({ ...found.field, nullable: false })
  return found.field.nullable || (found.field.primaryKey && found.field.generated === 'autoincrement')
    ? union(type, none)
    : type
}

function columnOf(backend: Backend, table: Table, column: string): Expression {
  return attribute(own(backend, 'models', table.className), attributeOf(table, column))
}

function col(column: Expression): Expression {
  return call(symbol('sqlmodel', 'col'), column)
}

function selected(...columns: readonly Expression[]): Expression {
  return call(symbol('sqlmodel', 'select'), ...columns)
}

function method(on: Expression, called: string, ...args: Parameters<typeof call>[1][]): Expression {
  return call(attribute(on, called), ...args)
}

/** `.where(col(Tag.article_id).in_([row.id for row in rows]))`. */
function within(
  statement: Expression,
  backend: Backend,
  table: Table,
  related: Related,
  ...conditions: readonly Expression[]
): Expression {
  const other = tableNamed(backend, related.entity)
  const keys = comprehension('list', keyOf(name('row'), table, related), name('row'), name('rows'))
  const column = col(columnOf(backend, other, related.field))
  return method(statement, 'where', method(column, 'in_', keys), ...conditions)
}

function all(backend: Backend, statement: Expression): Expression {
  const executed = method(name('session'), 'exec', statement)
  return method(backend.asynchronous ? awaited(executed) : executed, 'all')
}
