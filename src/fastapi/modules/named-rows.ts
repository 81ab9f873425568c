import type { Collection } from '../../design/entity.js'
import { snakeCase } from '../../behaviour/naming.js'
import { identifier } from '../../python/identifier.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { nounOf } from '../description.js'
import { columnNamed } from '../settled.js'
import { attributeOf, rowName, type Table } from '../table.js'
import { stored } from '../values/annotation.js'
import { sessionType } from '../session-type.js'

/** The function that gives a row the rows that a list names: `set_task_tags`. */
export function setterName(table: Table, { name: list }: Collection): string {
  return identifier(`set_${rowName(table)}_${snakeCase(list)}`)
}

/** The functions that give rows of each table the rows that their lists name; `used` are those that routers import. */
export function namedRowSetters(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  return [...backend.tables.values()].flatMap((table) =>
    (table.entity.collections ?? []).flatMap((collection) =>
      used.has(setterName(table, collection)) ? [setter(backend, table, collection)] : [],
    ),
  )
}

/** Whatever the number of names, four statements: one unlinks, one makes what is missing, one reads keys, one links. */
function setter(backend: Backend, table: Table, collection: Collection): Statement {
  const { through } = collection
  if (through === undefined) throw new Error(`${collection.name} names no rows`)
  const link = tableNamed(backend, collection.entity)
  const named = tableNamed(backend, through.entity)
  const [linkModel, model] = [link, named].map((each) => own(backend, 'models', each.className))
  if (linkModel === undefined || model === undefined) throw new Error('a table has no model')
  const run = (statement: Expression): Expression => {
    const executed = call(attribute(name('session'), 'exec'), statement)
    return backend.asynchronous ? awaited(executed) : executed
  }
  const col = (of: Expression, column: Expression | string): Expression =>
    call(symbol('sqlmodel', 'col'), typeof column === 'string' ? attribute(of, column) : column)
  const row = name(rowName(table))
  const key = attribute(row, attributeOf(table, collection.target))
  const text = attributeOf(named, collection.column)
  const target = attribute(model, attributeOf(named, through.target))
  const owner = through.owner === null ? null : attributeOf(named, through.owner)
  const isLinked = compare(col(linkModel, attributeOf(link, collection.field)), '==', key)
  const made = call(
    model,
    ...(owner === null ? [] : [keyword(owner, name('owner_id'))]),
    keyword(text, name('text')),
  )
  const conditions = [
    ...(owner === null ? [] : [compare(attribute(model, owner), '==', name('owner_id'))]),
    call(attribute(col(model, text), 'in_'), name('wanted')),
  ]
  const keys = call(attribute(call(symbol('sqlmodel', 'select'), target), 'where'), ...conditions)
  const tied = call(
    linkModel,
    keyword(attributeOf(link, collection.field), key),
    keyword(attributeOf(link, through.field), name('key')),
  )
  const removed = call(attribute(call(symbol('sqlmodel', 'delete'), linkModel), 'where'), isLinked)
  const ownerColumn = through.owner === null ? null : columnNamed(named, through.owner)
  const nouns = nounOf(collection.name)
  return functionDefinition(setterName(table, collection), {
    asynchronous: backend.asynchronous,
    parameters: [
      parameter('session', sessionType(backend)),
      parameter(rowName(table), own(backend, 'models', table.className)),
      ...(ownerColumn === null
        ? []
        : [parameter('owner_id', stored({ ...ownerColumn.field, nullable: false }))]),
      parameter('texts', subscript(symbol('collections.abc', 'Sequence'), name('str'))),
    ],
    returns: none,
    body: [
      docstring(
        `Give a ${nounOf(table.className)} the ${nouns} of these names and no others; missing ones are made.\n\nOne statement makes them, in one order, so that of requests at the same time none fails.`,
      ),
      python`
        from sqlalchemy.dialects import postgresql, sqlite

        ${[{ kind: 'expression', value: run(removed) }]}
        wanted = sorted(set(texts))
        if not wanted:
            return
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        rows = [${made}.model_dump(exclude_none=True) for text in wanted]
        ${[{ kind: 'expression', value: run(call(attribute(call(attribute(call(name('insert'), model), 'values'), name('rows')), 'on_conflict_do_nothing'))) }]}
        keys = ${call(attribute(run(keys), 'all'))}
        session.add_all([${tied} for key in keys])
      `,
    ],
  })
}
