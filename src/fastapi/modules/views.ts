import type { RelatedField, View } from '../../design/operation.js'
import { pluralSnakeCase, snakeCase } from '../../behaviour/naming.js'
import { identifier } from '../../python/identifier.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { comprehension, dictionary, list } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, union } from '../../python/nodes/operator.js'
import { assign, docstring, returns, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { nounOf } from '../description.js'
import { viewClass, type ViewModel } from '../models-of.js'
import { knowsCaller, showMany, showOne, showsOthers } from '../shown.js'
import { rowName, type Table } from '../table.js'
import { userIdAnnotation } from '../user-id.js'
import { lookupOf, type Lookup } from '../views/lookup.js'
import { ownAttribute, viewAttributes } from './schemas.js'
import { sessionType } from '../session-type.js'

/**
 * Statements of the module that shows rows with what belongs to them; `used` are the names that
 * routers import. Views of one entity share the functions that read what belongs to its rows.
 */
export function viewsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const lookups = new Lookups(backend)
  return backend.models.views
    .filter(({ view }) => showsOthers(view))
    .flatMap((model) => {
      const rows = showRows(backend, model, lookups)
      return [
        ...lookups.added(),
        rows,
        ...(used.has(showOne(backend, model.view)) ? [showRow(backend, model.view)] : []),
      ]
    })
}

/** A lookup with the function that performs it. */
interface NamedLookup extends Lookup {
  readonly functionName: string
  readonly asks: boolean
}

/** The functions that read what belongs to rows, each once. */
class Lookups {
  readonly #backend: Backend
  readonly #known = new Map<string, NamedLookup>()
  readonly #names = new Set<string>()
  #new: Statement[] = []

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** The lookup of a field, shared with equal fields of other views of the table. */
  of(table: Table, field: RelatedField, attributeName: string): NamedLookup {
    const key = JSON.stringify([table.name, { ...field, name: null, description: null }])
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const lookup = lookupOf({ backend: this.#backend, table, field })
    const functionName = identifier(`${attributeName}_of_${pluralSnakeCase(table.className)}`, this.#names)
    this.#names.add(functionName)
    const made = { ...lookup, functionName, asks: asksCaller(field) }
    this.#known.set(key, made)
    this.#new.push(
      functionDefinition(functionName, {
        asynchronous: this.#backend.asynchronous,
        parameters: [
          ...rowsParameters(this.#backend, table),
          ...(made.asks ? [callerParameter(this.#backend)] : []),
        ],
        returns: lookup.type,
        body: [docstring(summary(field, table)), ...lookup.body],
      }),
    )
    return made
  }

  /** The functions that were asked for since the last call. */
  added(): readonly Statement[] {
    const added = this.#new
    this.#new = []
    return added
  }
}

function asksCaller(field: RelatedField): boolean {
  if (field.kind === 'exists') return true
  return (field.kind === 'view' || field.kind === 'list') && knowsCaller(field.view)
}

function summary(field: RelatedField, table: Table): string {
  const rows = nounOf(pluralSnakeCase(table.className))
  switch (field.kind) {
    case 'exists':
      return `Return the keys of those ${rows} that the caller is tied to.`
    case 'count':
      return `Return how many rows belong to each of the ${rows} that have any.`
    case 'names':
      return `Return the texts of each of the ${rows}, in their order.`
    case 'view':
      return `Return what the ${rows} refer to, by its key.`
    case 'referred':
      return `Return the ${nounOf(snakeCase(field.column))} of what the ${rows} refer to, by its key.`
    case 'list':
      return `Return the rows that belong to each of the ${rows}.`
  }
}

/** All rows of a page with what belongs to them: one query for each relation, however many rows there are. */
function showRows(backend: Backend, { view, className }: ViewModel, lookups: Lookups): Statement {
  const table = tableNamed(backend, view.entity)
  const attributes = viewAttributes(table, view)
  const row = name(rowName(table))
  const taken = new Set(['session', 'rows', 'caller', rowName(table)])
  const read: Statement[] = []
  const members = view.fields.map((field) => {
    const target = attributes.get(field.name) ?? field.name
    if (field.kind === 'column' || field.kind === 'computed')
      return keyword(target, attribute(row, ownAttribute(table, field) ?? target))
    const lookup = lookups.of(table, field, target)
    const local = identifier(target, taken)
    taken.add(local)
    const called = call(
      name(lookup.functionName),
      name('session'),
      name('rows'),
      ...(lookup.asks ? [name('caller')] : []),
    )
    read.push(assign(name(local), backend.asynchronous ? awaited(called) : called))
    return keyword(target, lookup.value(name(local), row))
  })
  const model = own(backend, 'schemas', className)
  // A table holds the word of an enumeration as text: that it is one of them is looked at when the row is shown.
  const worded = view.fields.some(
    (field) =>
      (field.kind === 'column' && field.enum !== null) ||
      (field.kind === 'referred' && field.rules.enum !== null),
  )
  const shown = worded
    ? call(
        attribute(model, 'model_validate'),
        dictionary(members.map(({ name: key, value }) => [string(key ?? ''), value])),
      )
    : call(model, ...members)
  return functionDefinition(showMany(backend, view), {
    asynchronous: backend.asynchronous,
    parameters: [...rowsParameters(backend, table), ...(knowsCaller(view) ? [callerParameter(backend)] : [])],
    returns: subscript(name('list'), model),
    body: [
      docstring(
        `Return ${nounOf(pluralSnakeCase(table.className))} as clients see them, with one query for each relation.`,
      ),
      ...read,
      returns(comprehension('list', shown, row, name('rows'))),
    ],
  })
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
      ...(knowsCaller(view) ? [callerParameter(backend)] : []),
    ],
    returns: own(backend, 'schemas', viewClass(backend.models, view)),
    body: [
      docstring(`Return one ${nounOf(table.className)} as clients see it.`),
      assign(name('shown'), backend.asynchronous ? awaited(many) : many),
      returns(subscript(name('shown'), number(0))),
    ],
  })
}

function rowsParameters(backend: Backend, table: Table) {
  const model = own(backend, 'models', table.className)
  return [
    parameter('session', sessionType(backend)),
    parameter('rows', subscript(symbol('collections.abc', 'Sequence'), model)),
  ]
}

function callerParameter(backend: Backend) {
  return parameter('caller', union(userIdAnnotation(backend.userId), none))
}
