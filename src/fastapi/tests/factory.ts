import { wordsOf } from '../../behaviour/naming.js'
import { call, subscript } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { formatted, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { docstring } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { keyColumns, rowName, type Column, type Table } from '../table.js'
import { factoryName } from './arrangement.js'
import { moment, ownerValue, rowValue } from './row-value.js'

/** The fixture that stores rows of a table, with what a row cannot be without. */
export function factory(backend: Backend, table: Table): Statement {
  const model = own(backend, 'models', table.className)
  const row = name(rowName(table))
  const parents = table.columns.flatMap((column) => {
    const parent = parentOf(backend, table, column)
    return parent === null ? [] : [{ column, parent }]
  })
  const defaults = table.columns.flatMap((column): readonly (readonly [Expression, Expression])[] => {
    if (parents.some((each) => each.column === column)) return []
    const value = neededValue(backend, table, column)
    return value === null ? [] : [[string(column.attribute), value]]
  })
  const merged: Expression = {
    kind: 'dictionary',
    entries: [...dictionary(defaults).entries, { key: null, value: name('values') }],
  }
  const numbered = table.columns.some(
    (column) => isNumbered(table, column) && parents.every((each) => each.column !== column),
  )
  const owners = table.columns.flatMap((column) => {
    const parent = ownerTable(backend, table, column)
    const value = parent === null ? null : neededValue(backend, table, column)
    return parent === null || value === null ? [] : [storedOwner(backend, column, parent, value)]
  })
  const store = python`
    from typing import Any

    def store(**values: Any) -> ${model}:
        ${[
          ...parents.map(
            ({ column, parent }) => python`
              if ${string(column.attribute)} not in values:
                  values[${string(column.attribute)}] = ${name(factoryName(parent))}().${name(column.foreignKey?.column ?? 'id')}
            `,
          ),
          ...owners,
          ...(numbered ? [python`number = next(NUMBERS)`] : []),
        ]}
        ${row} = ${call(model, { kind: 'keyword', name: null, value: merged })}
        session.add(${row})
        session.commit()
        session.refresh(${row})
        return ${row}
  `
  return functionDefinition(factoryName(table), {
    decorators: [attribute({ kind: 'module', module: 'pytest', as: null }, 'fixture')],
    parameters: [
      parameter('session', symbol('sqlmodel', 'Session')),
      ...[
        ...new Map(
          [
            ...parents.map(({ parent }) => parent),
            ...table.columns.flatMap((column) => ownerTable(backend, table, column) ?? []),
          ].map((parent) => [factoryName(parent), parent]),
        ).values(),
      ].map((parent) => parameter(factoryName(parent), factoryType(backend, parent))),
    ],
    returns: factoryType(backend, table),
    body: [
      docstring(`Return a function that stores a ${wordsOf(table.className).join(' ')}.`),
      { kind: 'blank' },
      store,
      { kind: 'blank' },
      { kind: 'return', value: name('store') },
    ],
  })
}

/** `Callable[..., Loan]`. */
export function factoryType(backend: Backend, table: Table): Expression {
  return subscript(
    symbol('collections.abc', 'Callable'),
    { kind: 'ellipsis' },
    own(backend, 'models', table.className),
  )
}

/** Whether any row of the tables needs a number of its own. */
export function needsNumbers(backend: Backend): boolean {
  return [...backend.tables.values()].some((table) =>
    table.columns.some((column) => isNumbered(table, column)),
  )
}

/** The own table of users that an owner column refers to; null where users are kept elsewhere. */
function ownerTable(backend: Backend, table: Table, column: Column): Table | null {
  if (column.foreignKey === null || column.field.name !== table.entity.owner) return null
  const owners = [...backend.tables.values()].find((each) => each.name === column.foreignKey?.table)
  const keys = owners === undefined ? [] : keyColumns(owners)
  return owners === undefined || owners === table || keys.length !== 1 ? null : owners
}

/** Stores the user whom a row belongs to, unless there is one. */
function storedOwner(backend: Backend, column: Column, owners: Table, value: Expression): Statement {
  const key = keyColumns(owners)[0]?.attribute ?? 'id'
  const made = call(name(factoryName(owners)), {
    kind: 'keyword',
    name: null,
    value: dictionary([[string(key), name('owner_id')]]),
  })
  return python`
    owner_id = values.setdefault(${string(column.attribute)}, ${value})
    if session.get(${own(backend, 'models', owners.className)}, owner_id) is None:
        ${[{ kind: 'expression', value: made }]}
  `
}

/** The own table that a column must refer to; null for optional references and for the table itself. */
function parentOf(backend: Backend, table: Table, column: Column): Table | null {
  if (column.foreignKey === null || column.field.nullable || column.field.name === table.entity.owner)
    return null
  const parent = [...backend.tables.values()].find((each) => each.name === column.foreignKey?.table)
  return parent === undefined || parent === table ? null : parent
}

/** The value without which a row cannot be; null when the table gives one by itself. */
function neededValue(backend: Backend, table: Table, column: Column): Expression | null {
  const { field } = column
  if (field.name === table.entity.owner) return ownerValue(backend, 'USER', field.type)
  if (isNumbered(table, column)) return numberedValue(column)
  if (field.nullable || field.default !== null || field.generated !== null) return null
  if (field.primaryKey && field.type === 'integer') return null
  if (field.primaryKey && field.type === 'uuid') return call(symbol('uuid', 'uuid4'))
  if (field.type === 'datetime' && (field.rank ?? field.era ?? null) === null) return moment(2024, 1, 1)
  return rowValue(field, field.name)
}

/** A text or number of which no two rows may have the same. */
function isNumbered(table: Table, { field }: Column): boolean {
  if (field.type !== 'string' && field.type !== 'integer') return false
  if (field.enum !== null || field.pattern !== null || field.generated !== null || field.references !== null)
    return false
  if (field.name === table.entity.owner) return false
  if (field.primaryKey) return field.type === 'string' && field.default === null
  const together = table.entity.indexes.filter((index) => index.unique && index.fields.includes(field.name))
  return field.unique || together.length > 0
}

function numberedValue({ field }: Column): Expression {
  if (field.type === 'integer') return name('number')
  if (field.format === 'email') return formatted('person', name('number'), '@example.com')
  if (field.format === 'uri' || field.format === 'url')
    return formatted('https://example.com/', name('number'))
  const label = wordsOf(field.name)[0] ?? 'value'
  const fits = field.maxLength === null || label.length + 4 <= field.maxLength
  return fits ? formatted(`${label} `, name('number')) : call(name('str'), name('number'))
}
