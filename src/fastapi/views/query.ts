import type { Related, RelatedField, View } from '../../design/operation.js'
import { call } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { knowsCaller, showMany } from '../shown.js'
import { attributeOf, type Table } from '../table.js'

/** A field of a view that needs other rows, and the table of its own row. */
export interface LookupScope<F extends RelatedField = RelatedField> {
  readonly backend: Backend
  readonly table: Table
  readonly field: F
}

/** A column of a table's class: `Tag.article_id`. */
export function columnOf(backend: Backend, table: Table, column: string): Expression {
  return attribute(own(backend, 'models', table.className), attributeOf(table, column))
}

/** `col(column)`. */
export function col(column: Expression): Expression {
  return call(symbol('sqlmodel', 'col'), column)
}

/** `select(column, …)`. */
export function selected(...columns: readonly Expression[]): Expression {
  return call(symbol('sqlmodel', 'select'), ...columns)
}

/** `on.called(…)`. */
export function method(
  on: Expression,
  called: string,
  ...args: readonly Parameters<typeof call>[1][]
): Expression {
  return call(attribute(on, called), ...args)
}

/** `.where(col(Tag.article_id).in_([row.id for row in rows]))`. */
export function within(
  statement: Expression,
  backend: Backend,
  table: Table,
  related: Related,
  ...conditions: readonly Expression[]
): Expression {
  const other = tableNamed(backend, related.entity)
  const key = attribute(name('row'), attributeOf(table, related.target))
  const keys = comprehension('list', key, name('row'), name('rows'))
  const column = col(columnOf(backend, other, related.field))
  return method(statement, 'where', method(column, 'in_', keys), ...conditions)
}

/** `(await session.exec(statement)).all()`. */
export function all(backend: Backend, statement: Expression): Expression {
  const executed = method(name('session'), 'exec', statement)
  return method(backend.asynchronous ? awaited(executed) : executed, 'all')
}

/** Rows within rows, as their own view shows them. */
export function shownRows(backend: Backend, view: View, rows: Expression): Expression {
  const shown = call(
    name(showMany(backend, view)),
    name('session'),
    rows,
    ...(knowsCaller(view) ? [name('caller')] : []),
  )
  return backend.asynchronous ? awaited(shown) : shown
}
