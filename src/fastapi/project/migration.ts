import type { TableIndex } from '../../design/entity.js'
import { call, keyword } from '../../python/nodes/call.js'
import { list } from '../../python/nodes/collection.js'
import { functionDefinition } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { attribute, moduleReference, name, symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, docstring, expression, traced, type Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import { columnLength } from '../modules/models.js'
import { holdsJson, isNumbered, keyColumns, NUMBERED_ONCE, type Column, type Table } from '../table.js'
import { isBig } from '../values/numeric-bounds.js'
import { rowCondition } from '../values/row-condition.js'

const sa = (member: string): Expression => attribute(moduleReference('sqlalchemy', 'sa'), member)
const op = (member: string): Expression => attribute(symbol('alembic', 'op'), member)

/** Statements of the first revision: every table with its constraints and indexes. */
export function firstMigration(backend: Backend): readonly Statement[] {
  const tables = inOrder([...backend.tables.values()])
  return [
    assign(name('revision'), string('0001')),
    assign(name('down_revision'), none),
    assign(name('branch_labels'), none),
    assign(name('depends_on'), none),
    functionDefinition('upgrade', {
      returns: none,
      body: [docstring('Create the tables and their indexes.'), ...tables.flatMap(createTable)],
    }),
    functionDefinition('downgrade', {
      returns: none,
      body: [
        docstring('Drop the tables with their indexes.'),
        ...tables.toReversed().map((table) => expression(call(op('drop_table'), string(table.name)))),
      ],
    }),
  ]
}

/** Tables after those they refer to; tables that refer to each other keep their order. */
function inOrder(tables: readonly Table[]): readonly Table[] {
  const done = new Set<string>()
  const ordered: Table[] = []
  const visit = (table: Table, above: ReadonlySet<string>): void => {
    if (done.has(table.name) || above.has(table.name)) return
    for (const column of table.columns) {
      const target = tables.find(({ name: known }) => known === column.foreignKey?.table)
      if (target !== undefined) visit(target, new Set([...above, table.name]))
    }
    if (done.has(table.name)) return
    done.add(table.name)
    ordered.push(table)
  }
  for (const table of tables) visit(table, new Set())
  return ordered
}

function createTable(table: Table): readonly Statement[] {
  const keys = keyColumns(table).map(({ field }) => string(field.name))
  const created = call(
    op('create_table'),
    string(table.name),
    ...table.columns.map(columnDefinition),
    ...(keys.length === 0 ? [] : [call(sa('PrimaryKeyConstraint'), ...keys)]),
    ...table.columns.flatMap(foreignKeyConstraint),
    ...table.columns
      .filter(({ field }) => field.unique && !field.primaryKey)
      .map(({ field }) => call(sa('UniqueConstraint'), string(field.name))),
    ...table.checks.map((check) =>
      call(sa('CheckConstraint'), string(check.sql), keyword('name', string(check.name))),
    ),
    ...(isNumbered(table) ? [keyword(NUMBERED_ONCE, boolean(true))] : []),
  )
  return [
    traced(expression(created), table.entity.origins['exists'] ?? [], `creates the table ${table.name}`),
    ...table.columns
      .filter(({ field }) => field.index && !field.primaryKey && !field.unique)
      .map(({ field }) =>
        expression(
          call(
            op('create_index'),
            string(`ix_${table.name}_${field.name}`),
            string(table.name),
            list([string(field.name)]),
          ),
        ),
      ),
    ...table.indexes.map((index) =>
      holdsJson(table, index) ? jsonIndex(table, index) : expression(createIndex(table, index)),
    ),
  ]
}

function columnDefinition({ field }: Column): Expression {
  return call(
    sa('Column'),
    string(field.name),
    columnType(field),
    keyword('nullable', boolean(field.nullable && !field.primaryKey)),
  )
}

function foreignKeyConstraint({ field, foreignKey: reference }: Column): readonly Expression[] {
  if (reference === null) return []
  return [
    call(
      sa('ForeignKeyConstraint'),
      list([string(field.name)]),
      list([string(`${reference.table}.${reference.column}`)]),
      ...(field.onDelete === null
        ? []
        : [keyword('ondelete', string(field.onDelete.replace('-', ' ').toUpperCase()))]),
    ),
  ]
}

function columnType(field: Column['field']): Expression {
  switch (field.type) {
    case 'string':
    case 'enum': {
      const length = columnLength(field)
      return length === null ? call(sa('String')) : call(sa('String'), number(length))
    }
    case 'integer':
      return call(sa(isBig(field) && !field.primaryKey ? 'BigInteger' : 'Integer'))
    case 'number':
      return call(sa('Float'))
    case 'decimal':
      return call(sa('Numeric'))
    case 'boolean':
      return call(sa('Boolean'))
    case 'datetime':
      return call(sa('DateTime'), keyword('timezone', boolean(true)))
    case 'date':
      return call(sa('Date'))
    case 'time':
      return call(sa('Time'))
    case 'uuid':
      return call(sa('Uuid'))
    case 'array':
    case 'object':
      return call(sa('JSON'))
    case 'bytes':
      return call(sa('LargeBinary'))
  }
}

function createIndex(table: Table, index: TableIndex): Expression {
  const columns = index.fields.map((field, position) => {
    const column = call(sa('column'), string(field))
    if (index.ignoreCase?.includes(field) === true) return call(attribute(sa('func'), 'lower'), column)
    return index.descending && position === index.fields.length - 1
      ? call(attribute(column, 'desc'))
      : string(field)
  })
  const condition = rowCondition(index.where, (column) => call(sa('column'), string(column)), sa('and_'))
  return call(
    op('create_index'),
    string(index.name.slice(0, 63)),
    string(table.name),
    list(columns),
    ...(index.unique ? [keyword('unique', boolean(true))] : []),
    ...(condition === null
      ? []
      : [keyword('postgresql_where', condition), keyword('sqlite_where', condition)]),
  )
}

/** An index of PostgreSQL over what JSON holds. */
function jsonIndex(table: Table, index: TableIndex): Statement {
  const jsonb = symbol('sqlalchemy.dialects.postgresql', 'JSONB')
  const columns = index.fields.map((field) => call(sa('cast'), call(sa('column'), string(field)), jsonb))
  return python`
    if ${op('get_bind')}().dialect.name == "postgresql":
        ${[
          expression(
            call(
              op('create_index'),
              string(index.name.slice(0, 63)),
              string(table.name),
              list(columns),
              keyword('postgresql_using', string('gin')),
            ),
          ),
        ]}
  `
}
