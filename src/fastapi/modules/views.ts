import type { RelatedField, View } from '../../design/operation.js'
import { identifier } from '../../python/identifier.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { comprehension, list } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, union } from '../../python/nodes/operator.js'
import { assign, docstring, returns, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { viewClass, type ViewModel } from '../models-of.js'
import { knowsCaller, showMany, showOne, showsOthers } from '../shown.js'
import { attributeOf, rowName, type Table } from '../table.js'
import { userIdAnnotation } from '../user-id.js'
import { relatedRows, type Lookup } from '../views/lookup.js'
import { viewAttributes } from './schemas.js'

/** Statements of the module that shows rows with what belongs to them; `used` are the names that routers import. */
export function viewsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  return backend.models.views
    .filter(({ view }) => showsOthers(view))
    .flatMap((model) => [
      showRows(backend, model),
      ...(used.has(showOne(backend, model.view)) ? [showRow(backend, model.view)] : []),
    ])
}

/** All rows of a page with what belongs to them: one query for each relation, however many rows there are. */
function showRows(backend: Backend, { view, className }: ViewModel): Statement {
  const table = tableNamed(backend, view.entity)
  const attributes = viewAttributes(table, view)
  const row = name(rowName(table))
  const taken = new Set(['session', 'rows', 'caller', rowName(table)])
  const lookups = new Map<string, Lookup>()
  for (const field of view.fields) {
    if (field.kind === 'column') continue
    const local = identifier(attributes.get(field.name) ?? field.name, taken)
    taken.add(local)
    lookups.set(field.name, relatedRows(lookupScope(backend, table, local, field)))
  }
  const model = own(backend, 'schemas', className)
  const shown = call(
    model,
    ...view.fields.map((field) => {
      const target = attributes.get(field.name) ?? field.name
      const lookup = lookups.get(field.name)
      return keyword(
        target,
        field.kind === 'column' || lookup === undefined
          ? attribute(row, field.kind === 'column' ? attributeOf(table, field.column) : target)
          : lookup.value(row),
      )
    }),
  )
  return functionDefinition(showMany(backend, view), {
    asynchronous: backend.asynchronous,
    parameters: [
      parameter('session', sessionType(backend)),
      parameter(
        'rows',
        subscript(symbol('collections.abc', 'Sequence'), own(backend, 'models', table.className)),
      ),
      ...callerParameter(backend, view),
    ],
    returns: subscript(name('list'), model),
    body: [
      docstring(`Return rows of ${table.name} as clients see them, with one query for each relation.`),
      ...[...lookups.values()].flatMap(({ statements }) => statements),
      returns(comprehension('list', shown, row, name('rows'))),
    ],
  })
}

function lookupScope(backend: Backend, table: Table, local: string, field: RelatedField) {
  return { backend, table, local, field }
}

/** One row with what belongs to it. */
function showRow(backend: Backend, view: View): Statement {
  const table = tableNamed(backend, view.entity)
  const row = name(rowName(table))
  const many = call(
    name(showMany(backend, view)),
    name('session'),
    list([row]),
    ...(knowsCaller(view) ? [name('caller')] : []),
  )
  return functionDefinition(showOne(backend, view), {
    asynchronous: backend.asynchronous,
    parameters: [
      parameter('session', sessionType(backend)),
      parameter(rowName(table), own(backend, 'models', table.className)),
      ...callerParameter(backend, view),
    ],
    returns: own(backend, 'schemas', viewClass(backend.models, view)),
    body: [
      docstring(`Return a row of ${table.name} as clients see it.`),
      assign(name('shown'), backend.asynchronous ? awaited(many) : many),
      returns(subscript(name('shown'), number(0))),
    ],
  })
}

function callerParameter(backend: Backend, view: View) {
  if (!knowsCaller(view)) return []
  return [parameter('caller', union(userIdAnnotation(backend.userId), none))]
}

function sessionType(backend: Backend): Expression {
  return backend.asynchronous
    ? symbol('sqlmodel.ext.asyncio.session', 'AsyncSession')
    : symbol('sqlmodel', 'Session')
}
